package io.varve.persistence.objectstore;

import java.util.OptionalLong;

/**
 * The keys of what belongs to one shard, all below {@code varve/shards/NNNNN/}.
 *
 * <p>Objects of a shard are written once, under {@code <kind>/<epoch>-<ordinal>-<token>}: epoch and
 * ordinal in decimal, the token as 16 hexadecimal digits. Links of its chain stand under {@code
 * chain/<20 digits>}, from 1.
 *
 * @param shard the shard's number
 */
public record ShardKeys(int shard) {
  /** What an object of a shard holds. */
  public enum Kind {
    /** Sealed chunks of the head. */
    HEAD("head"),
    /** Open chunks and buffers at a checkpoint. */
    CHECKPOINT("ckpt"),
    /** Label sets of series. */
    LABELS("labels"),
    /** Pages of the manifest. */
    PAGES("pages");

    private final String directory;

    Kind(String directory) {
      this.directory = directory;
    }
  }

  private static final int LINK_DIGITS = 20;

  /** Checks the number, which has 16 bits in a block's ULID. */
  public ShardKeys {
    if (shard < 0 || shard > 0xFFFF) {
      throw new IllegalArgumentException("shard " + shard);
    }
  }

  /** Returns what the key of every link of the chain begins with. */
  public String chainPrefix() {
    return prefix() + "chain/";
  }

  /** Returns the key of a link. */
  public String link(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("link " + number);
    }
    return chainPrefix() + "%020d".formatted(number);
  }

  /** Returns the number in a key of this shard's chain, nothing for any other key. */
  public OptionalLong linkNumber(String key) {
    String prefix = chainPrefix();
    if (!key.startsWith(prefix) || key.length() != prefix.length() + LINK_DIGITS) {
      return OptionalLong.empty();
    }
    return decimal(key.substring(prefix.length()));
  }

  /** Returns what the key of every object of a kind begins with. */
  public String objectPrefix(Kind kind) {
    return prefix() + kind.directory + "/";
  }

  /**
   * Returns the key of an object.
   *
   * @param epoch of the owner that writes it
   * @param ordinal rises with every object of that owner
   * @param token random, so that a late write of a former attempt never meets another object's key
   */
  public String object(Kind kind, long epoch, long ordinal, long token) {
    return objectPrefix(kind) + "%d-%d-%016x".formatted(epoch, ordinal, token);
  }

  /** Returns the epoch in the key of an object of this shard, nothing for any other key. */
  public OptionalLong objectEpoch(String key) {
    for (Kind kind : Kind.values()) {
      String prefix = objectPrefix(kind);
      int dash = key.indexOf('-', prefix.length());
      if (key.startsWith(prefix) && dash > 0) {
        return decimal(key.substring(prefix.length(), dash));
      }
    }
    return OptionalLong.empty();
  }

  private String prefix() {
    return "varve/shards/%05d/".formatted(shard);
  }

  private static OptionalLong decimal(String digits) {
    try {
      long value = Long.parseLong(digits);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }
}
