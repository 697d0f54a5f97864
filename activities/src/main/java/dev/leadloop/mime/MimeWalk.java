package dev.leadloop.mime;

import dev.leadloop.mime.MimePart.Branch;
import dev.leadloop.mime.MimePart.Leaf;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/** Takes one mail apart by Mime4j's tokens; where it is broken, what was read until then is the mail. */
final class MimeWalk {
  private static final int MOST_HEADERS = 500;
  private static final int LONGEST_HEADER = 20_000;
  private static final int MOST_LEAVES = 1_000;
  /** Of one content; nobody writes or returns more of what is read. */
  private static final int MOST_CONTENT = 1 << 20;

  /** Of all contents together. */
  private static final int MOST_CONTENTS = 4 << 20;

  private static final MimeConfig CONFIG =
      MimeConfig.custom()
          .setStrictParsing(false)
          .setMaxLineLen(-1)
          .setMaxHeaderCount(-1)
          .setMaxHeaderLen(-1)
          .setMaxContentLen(-1)
          .setMalformedHeaderStartsBody(false)
          .build();

  private final Map<String, String> headers = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable MimePart root;
  private int leaves;
  private int contents;

  private record Open(String type, List<MimePart> parts) {}

  MimeMail walk(byte[] mime) {
    read(mime, null);
    MimePart found = root == null ? new Leaf(ContentType.TEXT.type(), Map.of(), false, new byte[0]) : root;
    if (found instanceof Branch branch && branch.parts().isEmpty()) {
      found = byItsFirstBoundary(mime, branch);
    }
    return new MimeMail(headers, found);
  }

  Map<String, String> headers(String text) {
    byte[] bytes = (text.strip() + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    MimeTokenStream tokens = tokens(null);
    tokens.parse(new ByteArrayInputStream(bytes));
    try {
      for (EntityState state = tokens.getState(); state != EntityState.T_END_HEADER; state = tokens.next()) {
        field(tokens, state);
      }
    } catch (MimeException | IOException broken) {
      // What came before it is kept.
    }
    return headers;
  }

  private MimeTokenStream tokens(@Nullable String boundary) {
    MimeTokenStream tokens = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, new PartHead(boundary));
    tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
    return tokens;
  }

  private void read(byte[] mime, @Nullable String boundary) {
    int start = 0;
    while (start < mime.length && (mime[start] == '\r' || mime[start] == '\n')) {
      start++;
    }
    MimeTokenStream tokens = tokens(boundary);
    tokens.parse(new ByteArrayInputStream(mime, start, mime.length - start));
    try {
      for (EntityState state = tokens.getState(); state != EntityState.T_END_OF_STREAM; state = tokens.next()) {
        token(tokens, state);
      }
    } catch (MimeException | IOException broken) {
      // What came before it is kept.
    }
    while (!open.isEmpty()) {
      close();
    }
  }

  private void token(MimeTokenStream tokens, EntityState state) throws IOException {
    switch (state) {
      case T_FIELD -> field(tokens, state);
      case T_START_MULTIPART -> open.push(new Open(tokens.getBodyDescriptor().getMimeType(), new ArrayList<>()));
      case T_END_MULTIPART -> close();
      case T_BODY -> leaf(tokens);
      default -> {}
    }
  }

  private void field(MimeTokenStream tokens, EntityState state) {
    if (state == EntityState.T_FIELD && open.isEmpty() && root == null && headers.size() < MOST_HEADERS) {
      PartHead.RawHeader header = PartHead.raw(tokens.getField());
      if (header.value().length() <= LONGEST_HEADER) {
        headers.putIfAbsent(header.name().toLowerCase(Locale.ROOT), header.value());
      } else {
        headers.putIfAbsent(header.name().toLowerCase(Locale.ROOT), header.value().substring(0, LONGEST_HEADER));
      }
    }
  }

  private void leaf(MimeTokenStream tokens) throws IOException {
    if (++leaves > MOST_LEAVES || !(tokens.getBodyDescriptor() instanceof PartHead.Descriptor head)) {
      return;
    }
    byte[] content = new byte[0];
    if (isRead(head.getMimeType()) && contents < MOST_CONTENTS) {
      try (InputStream raw = tokens.getInputStream()) {
        content = Transfer.decoded(raw.readNBytes(MOST_CONTENT), head.getTransferEncoding());
      }
      contents += content.length;
    }
    add(new Leaf(head.getMimeType(), head.parameters(), head.attached(), content));
  }

  private static boolean isRead(String type) {
    return type.startsWith("text/") || type.startsWith("message/");
  }

  private void close() {
    Open done = open.pop();
    add(new Branch(done.type, done.parts));
  }

  private void add(MimePart part) {
    if (!open.isEmpty()) {
      open.peek().parts.add(part);
    } else if (root == null) {
      root = part;
    }
  }

  /** A mail that names no boundary, or one that its parts do not have, is read by the first line that looks like one. */
  private MimePart byItsFirstBoundary(byte[] mime, Branch branch) {
    String boundary = firstBoundary(mime);
    if (boundary == null) {
      return branch;
    }
    MimeWalk again = new MimeWalk();
    again.read(mime, boundary);
    MimePart found = again.root;
    return found instanceof Branch parts && parts.parts().isEmpty() || found == null ? branch : found;
  }

  private static @Nullable String firstBoundary(byte[] mime) {
    boolean body = false;
    int from = 0;
    for (int i = 0; i < mime.length; i++) {
      if (mime[i] == '\n') {
        int end = i > from && mime[i - 1] == '\r' ? i - 1 : i;
        body |= end == from;
        if (body && end - from > 3 && end - from <= PartHead.LONGEST_BOUNDARY && mime[from] == '-' && mime[from + 1] == '-') {
          return new String(Arrays.copyOfRange(mime, from + 2, end), StandardCharsets.ISO_8859_1).stripTrailing();
        }
        from = i + 1;
      }
    }
    return null;
  }
}
