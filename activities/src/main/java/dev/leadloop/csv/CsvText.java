package dev.leadloop.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The bytes of a file as text. What cannot be text is marked, so that the row it stands in can be named. */
public final class CsvText {
  /** Stands for bytes that could not be decoded; no text holds this noncharacter. */
  public static final char UNDECODABLE = '\uFDD0';
  /** Stands for NUL, which PostgreSQL does not keep. */
  public static final char NUL = '\uFDD1';

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CsvText() {}

  /** The charset of that name; null where none is given. Fails with {@link CsvUnreadable}. */
  public static @Nullable Charset charset(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    try {
      return Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      throw new CsvUnreadable(
          "The charset '" + name + "' is not known; use one like UTF-8, windows-1252, ISO-8859-1 or UTF-16.");
    }
  }

  /** A cell as it may be shown again. */
  public static String shown(String cell) {
    return cell.replace(UNDECODABLE, '\uFFFD').replace(NUL, '\uFFFD');
  }

  /** The text without its byte order mark; without a charset that mark decides, and UTF-8 where there is none. */
  static Reader of(InputStream file, @Nullable Charset charset) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(file);
    Charset used = charset == null ? marked(bytes) : charset;
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                bytes,
                used.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(String.valueOf(UNDECODABLE))));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static Charset marked(BufferedInputStream bytes) throws IOException {
    bytes.mark(2);
    int first = bytes.read();
    int second = bytes.read();
    bytes.reset();
    boolean utf16 = (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE);
    return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
  }
}
