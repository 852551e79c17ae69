package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;

/** Constants by name, so that they may be put into another order. */
final class Enums<E extends Enum<E>> extends Serializer<E> {
  private final Class<E> type;

  Enums(Class<E> type) {
    super(false, true);
    this.type = type;
  }

  @Override
  public void write(Kryo kryo, Output output, E constant) {
    Texts.write(output, constant.name());
  }

  @Override
  public E read(Kryo kryo, Input input, Class<? extends E> ignored) {
    return Enum.valueOf(type, Texts.read(input));
  }
}
