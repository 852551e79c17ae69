package io.varve.sharding.query;

import io.varve.model.Labels;
import io.varve.persistence.block.BlockReader;
import io.varve.persistence.index.IndexReader;
import io.varve.persistence.index.Postings;
import io.varve.persistence.index.SeriesReader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Names and values of labels in a block: of its index where all series count, else of series. */
final class BlockLabels {
  private BlockLabels() {}

  static Collection<String> names(BlockReader block, Selector selector) {
    if (selector.matchers().isEmpty()) {
      return block.index().labelNames();
    }
    Set<String> names = new HashSet<>();
    forEach(
        block,
        selector,
        labels -> {
          for (int i = 0; i < labels.size(); i++) {
            names.add(labels.name(i));
          }
        });
    return names;
  }

  static Collection<String> values(BlockReader block, String name, Selector selector) {
    if (selector.matchers().isEmpty()) {
      return block.index().labelValues(name);
    }
    Set<String> values = new HashSet<>();
    forEach(
        block,
        selector,
        labels -> {
          if (labels.has(name)) {
            values.add(labels.get(name));
          }
        });
    return values;
  }

  private static void forEach(BlockReader block, Selector selector, Consumer<Labels> visitor) {
    IndexReader index = block.index();
    Postings postings = index.select(selector.matchers());
    SeriesReader series = index.seriesReader();
    for (int i = 0; i < postings.size(); i++) {
      visitor.accept(series.read(postings.get(i)).labels());
    }
  }
}
