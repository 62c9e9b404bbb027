"""What a step of a matter would be: what it asks, what stands against it, what it leaves. Reads, writes nothing."""
