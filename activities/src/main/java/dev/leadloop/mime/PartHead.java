package dev.leadloop.mime;

import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.BodyDescriptorBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteSequence;
import org.jspecify.annotations.Nullable;

/**
 * Says of a part what it holds, by its headers, and so whether Mime4j goes into it: not into a multipart without a boundary
 * that can be one, and not deeper than anybody nests.
 */
final class PartHead implements BodyDescriptorBuilder {
  /** RFC 2046 has 70; to look for a longer one in everything costs more than it finds. */
  static final int LONGEST_BOUNDARY = 120;

  private static final int DEEPEST = 10;
  /** Without one that the mail names, a boundary no line can have. */
  private static final String NO_BOUNDARY = "\u0001";

  private final int depth;
  private final String within;
  private final @Nullable String boundary;
  private @Nullable String type;
  private @Nullable String encoding;
  private @Nullable String disposition;
  private String built = "";

  /** Of the outermost part, with a boundary to be used instead of its own. */
  PartHead(@Nullable String boundary) {
    this(0, "", boundary);
  }

  private PartHead(int depth, String within, @Nullable String boundary) {
    this.depth = depth;
    this.within = within;
    this.boundary = boundary;
  }

  /** A header as it was sent. */
  record RawHeader(String name, String value) {}

  static RawHeader raw(Field field) {
    ByteSequence raw = field.getRaw();
    String value = raw == null ? field.getBody() : MailCharset.decode(raw.toByteArray(), null);
    String body = raw == null ? value : value.substring(Math.min(value.length(), value.indexOf(':') + 1));
    return new RawHeader(field.getName(), HeaderText.unfolded(body));
  }

  @Override
  public void reset() {
    type = null;
    encoding = null;
    disposition = null;
  }

  @Override
  public @Nullable Field addField(RawField field) {
    switch (field.getNameLowerCase()) {
      case "content-type" -> type = type == null ? raw(field).value() : type;
      case "content-transfer-encoding" -> encoding = encoding == null ? raw(field).value() : encoding;
      case "content-disposition" -> disposition = disposition == null ? raw(field).value() : disposition;
      default -> {}
    }
    return null;
  }

  @Override
  public BodyDescriptor build() {
    ContentType read =
        type != null ? ContentType.of(type) : within.equals("multipart/digest") ? ContentType.of("message/rfc822")
            : ContentType.TEXT;
    String holds = read.type();
    String bound = boundary == null ? read.parameter("boundary") : boundary;
    if (holds.startsWith("multipart/")) {
      boolean usable = bound != null && !bound.isBlank() && bound.length() <= LONGEST_BOUNDARY;
      bound = usable ? bound : NO_BOUNDARY;
      holds = depth < DEEPEST ? holds : "application/octet-stream";
    }
    built = holds;
    boolean attached = disposition != null && ContentType.disposition(disposition).startsWith("attachment");
    String transferred = encoding == null ? "7bit" : encoding.toLowerCase(Locale.ROOT);
    return new Descriptor(holds, read.parameters(), attached, transferred, bound);
  }

  @Override
  public BodyDescriptorBuilder newChild() {
    return new PartHead(depth + 1, built, null);
  }

  /** What is known of a part before its content. */
  record Descriptor(String type, Map<String, String> parameters, boolean attached, String encoding, @Nullable String boundary)
      implements BodyDescriptor {

    @Override
    public String getMimeType() {
      return type;
    }

    @Override
    public String getMediaType() {
      return type.substring(0, Math.max(0, type.indexOf('/')));
    }

    @Override
    public String getSubType() {
      return type.substring(type.indexOf('/') + 1);
    }

    @Override
    public @Nullable String getBoundary() {
      return boundary;
    }

    @Override
    public @Nullable String getCharset() {
      return parameters.get("charset");
    }

    @Override
    public String getTransferEncoding() {
      return encoding;
    }

    @Override
    public long getContentLength() {
      return -1;
    }
  }
}
