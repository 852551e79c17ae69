package io.varve.persistence.head.index;

import io.varve.model.Utf8;
import io.varve.persistence.match.CompiledMatcher;
import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;

/** Answers which names and values the labels of matching series have. */
final class LabelQueries {
  private final Selection selection;

  LabelQueries(Selection selection) {
    this.selection = selection;
  }

  List<String> names(List<CompiledMatcher> matchers) {
    IntOpenHashSet names = new IntOpenHashSet();
    if (matchers.isEmpty()) {
      addLivingNames(names);
    } else {
      addNames(selection.select(matchers), names);
    }
    return strings(names);
  }

  List<String> namesOf(int[] slots) {
    IntOpenHashSet names = new IntOpenHashSet();
    addNames(slots, names);
    return strings(names);
  }

  private void addNames(int[] slots, IntOpenHashSet names) {
    SeriesTable series = selection.generation().series();
    for (int slot : slots) {
      for (int i = 0; i < series.size(slot); i++) {
        names.add(selection.pairs().name(series.pair(slot, i)));
      }
    }
  }

  private void addLivingNames(IntOpenHashSet names) {
    if (selection.isEmpty()) {
      return;
    }
    PairTable pairs = selection.pairs();
    for (int record = pairs.newestName(); record != PairTable.NONE; record = pairs.next(record)) {
      for (int p = pairs.newestPair(record); p != PairTable.NONE; p = pairs.next(p)) {
        if (selection.isLiving(p)) {
          names.add(pairs.name(record));
          break;
        }
      }
    }
  }

  List<String> values(String name, List<CompiledMatcher> matchers) {
    IntOpenHashSet values = new IntOpenHashSet();
    int nameRecord = selection.isEmpty() ? PairTable.NONE : selection.nameRecord(name);
    if (nameRecord == PairTable.NONE) {
      return List.of();
    }
    PairTable pairs = selection.pairs();
    if (matchers.isEmpty()) {
      for (int p = pairs.newestPair(nameRecord); p != PairTable.NONE; p = pairs.next(p)) {
        if (selection.isLiving(p)) {
          values.add(pairs.value(p));
        }
      }
    } else {
      addValues(selection.select(matchers), pairs.name(nameRecord), values);
    }
    return strings(values);
  }

  List<String> valuesOf(String name, int[] slots) {
    IntOpenHashSet values = new IntOpenHashSet();
    int nameRecord = selection.isEmpty() ? PairTable.NONE : selection.nameRecord(name);
    if (nameRecord != PairTable.NONE) {
      addValues(slots, selection.pairs().name(nameRecord), values);
    }
    return strings(values);
  }

  private void addValues(int[] slots, int nameSymbol, IntOpenHashSet values) {
    for (int slot : slots) {
      int pair = selection.pairOf(slot, nameSymbol);
      if (pair != PairTable.NONE) {
        values.add(selection.pairs().value(pair));
      }
    }
  }

  private List<String> strings(IntOpenHashSet symbols) {
    List<String> result = new ArrayList<>(symbols.size());
    for (IntIterator it = symbols.iterator(); it.hasNext(); ) {
      result.add(selection.generation().strings().string(it.nextInt()));
    }
    result.sort(Utf8::compare);
    return result;
  }
}
