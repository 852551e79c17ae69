package io.varve.testing.remote;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.ObjIntConsumer;

/** Reads protobuf messages of a server that is trusted to send what it should. */
final class MessageReader {
  private final ByteBuffer bytes;

  MessageReader(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Calls for each field, which the callee must read or {@link #skip}, with its tag. */
  void fields(ObjIntConsumer<MessageReader> field) {
    while (bytes.hasRemaining()) {
      field.accept(this, (int) varint());
    }
  }

  long varint() {
    long value = 0;
    int shift = 0;
    long b;
    do {
      b = bytes.get();
      value |= (b & 0x7F) << shift;
      shift += 7;
    } while (b < 0);
    return value;
  }

  long fixed64() {
    return bytes.getLong();
  }

  ByteBuffer content() {
    int length = (int) varint();
    ByteBuffer content = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return content;
  }

  MessageReader message() {
    return new MessageReader(content());
  }

  String string() {
    return StandardCharsets.UTF_8.decode(content()).toString();
  }

  void skip(int tag) {
    switch (tag & 7) {
      case 0 -> varint();
      case 1 -> fixed64();
      case 2 -> content();
      default -> throw new IllegalArgumentException("unexpected tag " + tag);
    }
  }
}
