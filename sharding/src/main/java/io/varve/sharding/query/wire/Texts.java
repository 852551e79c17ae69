package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.model.GoBytes;

/**
 * Strings as UTF-8 after their length; bytes that are none stay, for a query may name them. Kryo's own form allocates what a length claims before it
 * looks at what there is.
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
    byte[] bytes = GoBytes.encode(text);
    output.writeVarInt(bytes.length, true);
    output.writeBytes(bytes);
  }

  static String read(Input input) {
    return GoBytes.decode(input.readBytes(length(input)));
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
