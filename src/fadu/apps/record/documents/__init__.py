"""What the record hands out on paper: QR codes and witness receipts."""
