package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.ArrayList;
import java.util.List;

/** Lists of any class, read as immutable ones. */
final class Lists extends Serializer<List<?>> {
  Lists() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, List<?> list) {
    output.writeVarInt(list.size(), true);
    for (Object element : list) {
      kryo.writeClassAndObject(output, element);
    }
  }

  @Override
  public List<?> read(Kryo kryo, Input input, Class<? extends List<?>> type) {
    int size = Texts.length(input);
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(kryo.readClassAndObject(input));
    }
    return List.copyOf(list);
  }
}
