package dev.leadloop.imports;

import dev.leadloop.imports.mapping.ImportRefused;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses a file once more of it was read than is allowed. */
final class LimitedInput extends FilterInputStream {
  private final long limit;
  private long read;

  LimitedInput(InputStream file, long limit) {
    super(file);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int found = super.read();
    count(found < 0 ? 0 : 1);
    return found;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int found = super.read(buffer, offset, length);
    count(Math.max(found, 0));
    return found;
  }

  private void count(int bytes) {
    read += bytes;
    if (read > limit) {
      throw new ImportRefused(
          "The file is larger than " + (limit >> 20) + " MiB; split it, with the header on each part, and import the"
              + " parts.");
    }
  }
}
