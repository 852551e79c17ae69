package io.varve.persistence.log.chain;

import io.varve.model.CorruptionException;
import io.varve.persistence.objectstore.Listing;
import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;

/** Reads a shard's chain. Blocks; thread-safe. */
final class ChainReader {
  private static final int PAGE = 1000;
  private static final int READINGS = 10;

  private final ObjectStore store;
  private final ShardKeys keys;
  private final LinkFetcher fetcher;

  /**
   * @param executor fetches links ahead
   */
  ChainReader(ObjectStore store, ShardKeys keys, Executor executor) {
    this.store = store;
    this.keys = keys;
    this.fetcher = new LinkFetcher(store, keys, executor);
  }

  /**
   * Reads from the greatest checkpoint's log position to the end. What stands below is ignored: not
   * yet deleted, or put by a writer who came too late.
   *
   * @throws CorruptionException if what is there is not a chain
   */
  ChainTail read() throws IOException {
    String missing = "";
    for (int i = 0; i < READINGS; i++) {
      try {
        return readOnce();
      } catch (NoSuchObjectException e) {
        // The checkpoint that it began with may have been superseded while this thread slept. Then
        // the next reading does not need the link that was missing.
        String now = String.valueOf(e.getMessage());
        if (now.equals(missing)) {
          throw new CorruptionException(keys.chainPrefix(), 0, "links without gaps", now, e);
        }
        missing = now;
      }
    }
    throw new IOException("the chain is shortened quicker than it is read: " + missing);
  }

  /** Reads what was added behind the end that an earlier reading found. */
  void readOn(ChainTail tail) throws IOException {
    while (true) {
      NumberedLink next;
      try {
        next = fetcher.fetch(tail.end() + 1);
      } catch (NoSuchObjectException _) {
        return;
      }
      add(tail, next);
    }
  }

  /** The numbers of the links in the store, from one on, in ascending order. */
  List<Long> numbersFrom(long number) throws IOException {
    List<Long> numbers = new ArrayList<>();
    String startAfter = number == 0 ? "" : keys.link(number - 1);
    while (true) {
      Listing page = store.list(keys.chainPrefix(), startAfter, PAGE);
      for (Listing.Entry entry : page.entries()) {
        keys.linkNumber(entry.key()).ifPresent(numbers::add);
        startAfter = entry.key();
      }
      if (!page.truncated()) {
        return numbers;
      }
    }
  }

  private ChainTail readOnce() throws IOException {
    List<Long> numbers = numbersFrom(0);
    ChainTail tail = new ChainTail();
    if (!numbers.isEmpty()) {
      LongStream needed = LongStream.rangeClosed(logPosition(numbers), numbers.getLast());
      fetcher.fetch(needed.boxed().toList(), link -> add(tail, link));
    }
    readOn(tail);
    return tail;
  }

  /** Goes back from the end to the greatest checkpoint and returns where to begin. */
  private long logPosition(List<Long> numbers) throws IOException {
    List<Long> backward = numbers.reversed();
    for (int i = 0; i < backward.size(); i += LinkFetcher.AHEAD) {
      int to = Math.min(i + LinkFetcher.AHEAD, backward.size());
      BackwardSearch search = new BackwardSearch();
      try {
        fetcher.fetch(backward.subList(i, to), search);
      } catch (NoSuchObjectException e) {
        // Below the greatest checkpoint links go at any time.
        if (search.position == 0) {
          throw e;
        }
      }
      if (search.position > 0) {
        return search.position;
      }
    }
    return 1;
  }

  private void add(ChainTail tail, NumberedLink link) {
    String problem = tail.add(link);
    if (!problem.isEmpty()) {
      throw new CorruptionException(
          keys.link(link.number()), 0, "a link that follows the one before", problem);
    }
  }

  /** Remembers the log position of the first checkpoint that it is given. */
  private static final class BackwardSearch implements LinkFetcher.Consumer {
    private long position;

    @Override
    public void accept(NumberedLink link) {
      if (position == 0 && link.link() instanceof Link.Checkpoint c) {
        position = c.logPosition();
      }
    }
  }
}
