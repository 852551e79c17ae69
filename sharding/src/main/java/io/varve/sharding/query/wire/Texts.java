package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.model.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings as UTF-8 after their length; those that have no such form, as three bytes for each unit
 * of UTF-16, in the manner of UTF-8. Kryo's own form allocates what a length claims before it looks
 * at what there is.
 */
final class Texts extends Serializer<String> {
  Texts() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, String text) {
    write(output, text);
  }

  @Override
  public String read(Kryo kryo, Input input, Class<? extends String> type) {
    return read(input);
  }

  static void write(Output output, String text) {
    byte[] utf8 = Utf8.isWellFormed(text) ? text.getBytes(StandardCharsets.UTF_8) : illFormed(text);
    output.writeVarInt(utf8.length, true);
    output.writeBytes(utf8);
  }

  static String read(Input input) {
    byte[] utf8 = input.readBytes(length(input));
    return Utf8.isValid(utf8, 0, utf8.length)
        ? new String(utf8, StandardCharsets.UTF_8)
        : illFormed(utf8);
  }

  /** A query may hold bytes that are no character; the parser keeps them as half surrogates. */
  private static byte[] illFormed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes.write(0xe0 | c >> 12);
      bytes.write(0x80 | (c >> 6 & 0x3f));
      bytes.write(0x80 | (c & 0x3f));
    }
    return bytes.toByteArray();
  }

  private static String illFormed(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 3) {
      if (i + 3 > bytes.length || (bytes[i] & 0xf0) != 0xe0) {
        throw new KryoException("a text is neither UTF-8 nor three bytes a unit");
      }
      text.append(
          (char) ((bytes[i] & 0xf) << 12 | (bytes[i + 1] & 0x3f) << 6 | (bytes[i + 2] & 0x3f)));
    }
    return text.toString();
  }

  /** Reads a length in bytes, or a number of things that take at least a byte each. */
  static int length(Input input) {
    int length = input.readVarInt(true);
    if (length < 0 || length > input.limit() - input.position()) {
      throw new KryoException("a length of " + length + " exceeds what is left");
    }
    return length;
  }
}
