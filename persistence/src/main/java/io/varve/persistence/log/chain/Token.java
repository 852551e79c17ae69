package io.varve.persistence.log.chain;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** 128 random bits by which a writer knows its own link again after it lost the store's reply. */
record Token(long high, long low) {
  static final int BYTES = 16;

  static Token random(RandomGenerator random) {
    return new Token(random.nextLong(), random.nextLong());
  }

  static Token of(ByteString bytes) {
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new Token(buffer.getLong(), buffer.getLong());
  }

  ByteString bytes() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).putLong(high).putLong(low).flip();
    return ByteString.copyFrom(buffer);
  }
}
