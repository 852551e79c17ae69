package io.varve.persistence.log.chain;

import io.varve.model.VarveException;
import io.varve.persistence.objectstore.NoSuchObjectException;
import io.varve.persistence.objectstore.ObjectStore;
import io.varve.persistence.objectstore.PutOutcome;
import io.varve.persistence.objectstore.ShardKeys;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts links into a chain and finds out what became of them. Blocks; keeps no state of its own.
 *
 * <p>Why every later owner reads a link that is called won: the writer notes the time, and knows
 * that the link's number was free {@link ChainRules#quiet} before. If another owner took the number
 * after that, the put fails for as long as that owner's link is there, which is {@link
 * ChainRules#deleteDelay} at least. A put that came back later than {@link ChainRules#doubt} after
 * the note may have met the place of a deleted link. If so, there is a greater number in the chain,
 * since links are deleted only below a checkpoint, and the greatest checkpoint stays.
 */
final class ChainWriter {
  private final ObjectStore store;
  private final ShardKeys keys;
  private final LinkFormat format;
  private final ChainReader reader;
  private final Clocks clocks;
  private final ChainRules rules;

  ChainWriter(ObjectStore store, ShardKeys keys, Clocks clocks, ChainRules rules) {
    this.store = store;
    this.keys = keys;
    this.format = new LinkFormat(keys.shard());
    this.reader = new ChainReader(store, keys, Runnable::run);
    this.clocks = clocks;
    this.rules = rules;
  }

  /**
   * Prepares a link that follows one just won.
   *
   * @param endSeenAt what came with the fate of that one
   */
  PendingLink successor(NumberedLink link, Clocks.Moment endSeenAt) {
    return new PendingLink(link, format.encode(link), endSeenAt);
  }

  /**
   * Prepares a link that follows the end as just read.
   *
   * @param noted a moment before the reading began
   */
  PendingLink first(NumberedLink link, Clocks.Moment noted) {
    PendingLink first = new PendingLink(link, format.encode(link), noted);
    first.note(noted);
    return first;
  }

  /** Tries to put a link, for the first time or again after its fate was unknown. */
  PutFate attempt(PendingLink link) {
    try {
      Clocks.Moment noted = link.noted();
      if (noted == null) {
        noted = clocks.now();
        if (clocks.mayBeOlder(link.endSeenAt(), rules.quiet())
            && !reader.numbersFrom(link.number()).isEmpty()) {
          return readBack(link, noted, null);
        }
        link.note(noted);
      }
      return put(link, noted);
    } catch (IOException | VarveException e) {
      return new PutFate.Unknown(e);
    }
  }

  private PutFate put(PendingLink link, Clocks.Moment noted) throws IOException {
    PutOutcome outcome;
    try {
      outcome = store.putIfAbsent(keys.link(link.number()), link.bytes());
    } catch (IOException e) {
      return readBack(link, noted, e);
    }
    return switch (outcome) {
      case CREATED -> judge(link, noted);
      case EXISTS -> readBack(link, noted, null);
    };
  }

  /**
   * Looks at what stands in the link's place.
   *
   * @param failure of the put; null if something was there
   */
  private PutFate readBack(PendingLink link, Clocks.Moment noted, @Nullable IOException failure)
      throws IOException {
    String key = keys.link(link.number());
    byte[] found;
    try {
      found = store.get(key);
    } catch (NoSuchObjectException e) {
      if (failure != null) {
        // It may still arrive.
        return new PutFate.Unknown(failure);
      }
      List<Long> numbers = reader.numbersFrom(link.number());
      return numbers.isEmpty() ? new PutFate.Unknown(e) : fencedBy(numbers.getLast());
    }
    return link.is(found)
        ? judge(link, noted)
        : new PutFate.Fenced(format.decode(key, link.number(), found).link().epoch());
  }

  /** Decides about a link that is in the store under its number. */
  private PutFate judge(PendingLink link, Clocks.Moment noted) throws IOException {
    if (!clocks.mayBeOlder(noted, rules.doubt())) {
      return new PutFate.Won(noted);
    }
    Clocks.Moment now = clocks.now();
    List<Long> numbers = reader.numbersFrom(link.number());
    if (numbers.equals(List.of(link.number()))) {
      return new PutFate.Won(now);
    }
    return numbers.isEmpty()
        ? new PutFate.Unknown(new NoSuchObjectException(keys.link(link.number())))
        : fencedBy(numbers.getLast());
  }

  private PutFate fencedBy(long number) throws IOException {
    String key = keys.link(number);
    return new PutFate.Fenced(format.decode(key, number, store.get(key)).link().epoch());
  }
}
