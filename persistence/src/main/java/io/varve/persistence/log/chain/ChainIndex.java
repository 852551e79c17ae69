package io.varve.persistence.log.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in the chain the records behind the newest checkpoint are. Not thread-safe; a few hundred
 * entries of 40 bytes.
 */
final class ChainIndex {
  private final List<LinkSpan> spans = new ArrayList<>();

  void add(LinkSpan span) {
    spans.add(span);
  }

  /** The number of the first link with a record behind one, or another number if there is none. */
  long positionBehind(long sequenceNr, long ifNone) {
    return spans.stream()
        .filter(s -> s.last() > sequenceNr)
        .mapToLong(LinkSpan::number)
        .findFirst()
        .orElse(ifNone);
  }

  /** The links with records from one to another one, both inclusive. */
  List<LinkSpan> between(long from, long to) {
    return spans.stream().filter(s -> s.last() >= from && s.first() <= to).toList();
  }

  /** Forgets the links that only hold records up to one. */
  void forgetThrough(long sequenceNr) {
    spans.removeIf(s -> s.last() <= sequenceNr);
  }
}
