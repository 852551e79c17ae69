package io.varve.persistence.log.chain;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A link on its way into the chain. Used by one thread at a time. */
final class PendingLink {
  private final NumberedLink link;
  private final byte[] bytes;
  private final Clocks.Moment endSeenAt;
  private Clocks.@Nullable Moment noted;

  /**
   * @param endSeenAt a moment at which the chain ended below this link, or somewhat earlier
   */
  PendingLink(NumberedLink link, byte[] bytes, Clocks.Moment endSeenAt) {
    this.link = link;
    this.bytes = bytes;
    this.endSeenAt = endSeenAt;
  }

  long number() {
    return link.number();
  }

  Link link() {
    return link.link();
  }

  byte[] bytes() {
    return bytes;
  }

  /** Whether an object's bytes are this link; the token in them makes sure that no other is. */
  boolean is(byte[] found) {
    return Arrays.equals(bytes, found);
  }

  Clocks.Moment endSeenAt() {
    return endSeenAt;
  }

  /** The moment before the first put of it, null before that. */
  Clocks.@Nullable Moment noted() {
    return noted;
  }

  void note(Clocks.Moment moment) {
    noted = moment;
  }
}
