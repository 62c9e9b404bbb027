"""Closed files of cases: bound in two volumes, searched by any fragment, handed out as packages that verify without Fadu."""
