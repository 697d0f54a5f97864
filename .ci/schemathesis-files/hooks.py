"""How a body is written whose content type Schemathesis does not know: as it is."""

import schemathesis


@schemathesis.serializer("message/rfc822")
def mail(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
