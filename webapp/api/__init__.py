"""The JSON face of the same verbs: /api/v1, bearer tokens, problem documents (RFC 9457), OpenAPI 3.1."""
