package io.varve.sharding.query.wire;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.varve.model.Labels;
import io.varve.promql.value.SeriesHeaders;
import java.util.BitSet;
import java.util.List;

/**
 * Label sets, in their order. Each names only what follows the pairs at the beginning that it has
 * in common with the one before it in the same block.
 */
final class HeaderBlock {
  /** A block ends when it has so many bytes. */
  private static final int ENOUGH_BYTES = 32 * 1024;

  private HeaderBlock() {}

  /**
   * Writes label sets from the given one on.
   *
   * @return the one after the last written
   */
  static int write(SeriesHeaders headers, int from, Output output) {
    Labels before = Labels.EMPTY;
    int i = from;
    for (; i < headers.size() && output.position() < ENOUGH_BYTES; i++) {
      Labels labels = headers.labels(i);
      int common = common(before, labels);
      output.writeBoolean(headers.dropName(i));
      output.writeVarInt(common, true);
      output.writeVarInt(labels.size() - common, true);
      for (int k = common; k < labels.size(); k++) {
        Texts.write(output, labels.name(k));
        Texts.write(output, labels.value(k));
      }
      before = labels;
    }
    return i;
  }

  private static int common(Labels a, Labels b) {
    int n = Math.min(a.size(), b.size());
    for (int i = 0; i < n; i++) {
      if (!a.name(i).equals(b.name(i)) || !a.value(i).equals(b.value(i))) {
        return i;
      }
    }
    return n;
  }

  /** Reads all label sets of a block. */
  static void read(Input input, List<Labels> labels, BitSet dropName) {
    Labels before = Labels.EMPTY;
    while (input.position() < input.limit()) {
      dropName.set(labels.size(), input.readBoolean());
      int common = input.readVarInt(true);
      if (common < 0 || common > before.size()) {
        throw new IllegalArgumentException(common + " labels in common of " + before.size());
      }
      int more = Texts.length(input);
      String[] pairs = new String[2 * (common + more)];
      for (int k = 0; k < common; k++) {
        pairs[2 * k] = before.name(k);
        pairs[2 * k + 1] = before.value(k);
      }
      for (int k = 2 * common; k < pairs.length; k++) {
        pairs[k] = Texts.read(input);
      }
      before = Labels.of(pairs);
      labels.add(before);
    }
  }
}
