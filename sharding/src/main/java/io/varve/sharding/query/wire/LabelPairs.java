package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.model.Labels;

/** Label sets as their names and values in turn. */
final class LabelPairs extends Serializer<Labels> {
  LabelPairs() {
    super(false, true);
  }

  @Override
  public void write(Kryo kryo, Output output, Labels labels) {
    output.writeVarInt(labels.size(), true);
    for (int i = 0; i < labels.size(); i++) {
      Texts.write(output, labels.name(i));
      Texts.write(output, labels.value(i));
    }
  }

  @Override
  public Labels read(Kryo kryo, Input input, Class<? extends Labels> type) {
    String[] pairs = new String[2 * Texts.length(input)];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = Texts.read(input);
    }
    return Labels.of(pairs);
  }
}
