"""A closed case as a file in an archive: order, page numbers, retention, and a package that opens and verifies without Fadu.

`filing` puts pieces in order and numbers their pages; `retention` says until when a file is kept; `package` writes a BagIt-like folder;
`page` the plain page in it. All pure: bytes and values in, bytes and values out.
"""
