"""The vault: header and keys, the one connection, schema, repositories, audit. The only SQL."""
