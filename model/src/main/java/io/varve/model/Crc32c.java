package io.varve.model;

import java.util.zip.CRC32C;

/**
 * CRC-32 with the Castagnoli polynomial (0x1EDC6F41, reflected 0x82F63B78), which the JDK computes
 * with the processor's own instruction. Prometheus's blocks and Varve's own formats use it.
 */
public final class Crc32c {
  private Crc32c() {}

  /** Returns the checksum of {@code buf[off]} to {@code buf[off + len - 1]}. */
  public static int of(byte[] buf, int off, int len) {
    CRC32C crc = new CRC32C();
    crc.update(buf, off, len);
    return (int) crc.getValue();
  }

  /** Returns the checksum of the whole array. */
  public static int of(byte[] buf) {
    return of(buf, 0, buf.length);
  }
}
