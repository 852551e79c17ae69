package io.varve.persistence.log.chain;

import io.varve.model.CorruptionException;
import io.varve.persistence.log.LogConsumer;
import io.varve.persistence.log.LogRecord;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.List;

/** Hands the records of links to a consumer. Blocks; thread-safe. */
final class LinkReplay {
  private final ShardKeys keys;
  private final LinkFetcher fetcher;

  LinkReplay(ShardKeys keys, LinkFetcher fetcher) {
    this.keys = keys;
    this.fetcher = fetcher;
  }

  /**
   * Reads links and hands over their records from one to another, both inclusive.
   *
   * @param spans the links that hold them, in order
   */
  void replay(List<LinkSpan> spans, long from, long to, LogConsumer consumer) throws IOException {
    List<Long> numbers = spans.stream().map(LinkSpan::number).toList();
    long[] due = {from};
    fetcher.fetch(
        numbers,
        link -> {
          if (!(link.link() instanceof Link.Events events) || events.first() > due[0]) {
            throw new CorruptionException(
                keys.link(link.number()), 0, "record " + due[0], String.valueOf(link.link()));
          }
          for (LogRecord record : events.records()) {
            if (record.sequenceNr() >= from && record.sequenceNr() <= to) {
              consumer.accept(record);
              due[0] = record.sequenceNr() + 1;
            }
          }
        });
  }
}
