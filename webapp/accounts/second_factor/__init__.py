"""A second proof beside the password: a code from the phone (RFC 6238), with recovery codes, where it is demanded."""
