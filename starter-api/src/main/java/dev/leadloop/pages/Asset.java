package dev.leadloop.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file that pages load: its bytes, the same compressed, and the address that changes whenever they do. */
final class Asset {
  /** Under which all of them are served. */
  static final String ROOT = "/assets/";

  private static final int TAG_LENGTH = 16;

  private final String name;
  private final String tag;
  private final byte[] bytes;
  private final byte[] compressed;

  private Asset(String name, String tag, byte[] bytes, byte[] compressed) {
    this.name = name;
    this.tag = tag;
    this.bytes = bytes;
    this.compressed = compressed;
  }

  /** A file of that text. */
  static Asset of(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Asset(name, tag(bytes), bytes, compressed(bytes));
  }

  /** Such as "/assets/0123456789abcdef/console.css". */
  String address() {
    return ROOT + tag + "/" + name;
  }

  /** The start of the SHA-256 of its bytes, in hexadecimal digits. */
  String tag() {
    return tag;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** By gzip, as tight as it goes: it is done once, at the start. */
  byte[] compressed() {
    return compressed.clone();
  }

  String contentType() {
    return name.endsWith(".css") ? "text/css;charset=UTF-8"
        : name.endsWith(".svg") ? "image/svg+xml" : "text/javascript;charset=UTF-8";
  }

  private static String tag(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)).substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static byte[] compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Tight gzip = new Tight(out)) {
      gzip.write(bytes);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return out.toByteArray();
  }

  private static final class Tight extends GZIPOutputStream {
    Tight(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
