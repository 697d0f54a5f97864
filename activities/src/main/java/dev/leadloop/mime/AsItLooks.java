package dev.leadloop.mime;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;

/** A charset for bytes whose own is not known: {@link MailCharset} looks at them. It is for reading alone. */
final class AsItLooks extends Charset {
  /** No charset of this name can be found by it, so that a library which asks for one falls back to this. */
  static final String NAME = "x-as-it-looks";

  static final Charset CHARSET = new AsItLooks();

  private AsItLooks() {
    super(NAME, null);
  }

  @Override
  public boolean contains(Charset other) {
    return false;
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new CharsetDecoder(this, 1, 2) {
      @Override
      protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
        byte[] bytes = new byte[in.remaining()];
        in.duplicate().get(bytes);
        String words = MailCharset.decode(bytes, null);
        if (words.length() > out.remaining()) {
          return CoderResult.OVERFLOW;
        }
        in.position(in.limit());
        out.put(words);
        return CoderResult.UNDERFLOW;
      }
    };
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException("Words are read by how they look, never written so.");
  }

  @Override
  public boolean canEncode() {
    return false;
  }
}
