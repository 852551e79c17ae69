package io.varve.persistence.fs;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The bytes of a file: those that processes see, and those that the medium holds. They differ from
 * {@code dirtyFrom} on until a force; a failed force makes them "clean" without storing them.
 */
final class FileInode implements Inode {
  private static final int SECTOR = 512;

  private byte[] seen = new byte[0];
  private int seenSize;
  private byte[] stored = new byte[0];
  private int storedSize;
  private int dirtyFrom;

  static FileInode of(byte[] bytes) {
    FileInode inode = new FileInode();
    inode.seen = bytes.clone();
    inode.seenSize = bytes.length;
    inode.stored = bytes.clone();
    inode.storedSize = bytes.length;
    inode.dirtyFrom = bytes.length;
    return inode;
  }

  int size() {
    return seenSize;
  }

  /** What processes see. */
  byte[] copy() {
    return Arrays.copyOf(seen, seenSize);
  }

  void append(ByteBuffer bytes) {
    int n = bytes.remaining();
    seen = grown(seen, seenSize + n);
    bytes.get(seen, seenSize, n);
    dirtyFrom = Math.min(dirtyFrom, seenSize);
    seenSize += n;
  }

  int read(long position, ByteBuffer destination) {
    if (position >= seenSize) {
      return destination.hasRemaining() ? -1 : 0;
    }
    int n = (int) Math.min(destination.remaining(), seenSize - position);
    destination.put(seen, (int) position, n);
    return n;
  }

  void truncate(int size) {
    dirtyFrom = Math.min(dirtyFrom, size);
    Arrays.fill(seen, size, seenSize, (byte) 0);
    seenSize = size;
  }

  void force() {
    stored = grown(stored, seenSize);
    if (dirtyFrom < seenSize) {
      System.arraycopy(seen, dirtyFrom, stored, dirtyFrom, seenSize - dirtyFrom);
    }
    storedSize = seenSize;
    dirtyFrom = seenSize;
  }

  /** A force that fails: part is stored, and nobody will store the rest any more. */
  void forceFails(SplittableRandom random) {
    byte[] partly = partly(random);
    stored = partly;
    storedSize = partly.length;
    dirtyFrom = seenSize;
  }

  void flip(int position, int mask) {
    seen[position] ^= (byte) mask;
    if (position < storedSize) {
      stored[position] ^= (byte) mask;
    }
  }

  byte[] durable() {
    return Arrays.copyOf(stored, storedSize);
  }

  byte[] present() {
    return Arrays.copyOf(seen, seenSize);
  }

  /**
   * Cut anywhere between the stored and the present size, and of each dirty sector the old bytes,
   * the new ones, new ones up to some byte, or, where nothing was stored before, noise.
   */
  byte[] partly(SplittableRandom random) {
    int low = Math.min(dirtyFrom, Math.min(storedSize, seenSize));
    int high = Math.max(storedSize, seenSize);
    int size = storedSize == seenSize ? seenSize : between(storedSize, seenSize, random);
    byte[] left = Arrays.copyOf(Arrays.copyOf(stored, storedSize), high);
    boolean prefixOnly = random.nextInt(3) == 0;
    for (int from = low; from < Math.min(high, seenSize); ) {
      int to = Math.min(seenSize, (from / SECTOR + 1) * SECTOR);
      int choice = prefixOnly ? 1 : random.nextInt(6);
      switch (choice) {
        case 0 -> {}
        case 4 -> copy(from, random.nextInt(from, to + 1), left);
        case 5 -> noise(Math.max(from, storedSize), to, left, random);
        default -> copy(from, to, left);
      }
      from = to;
    }
    return Arrays.copyOf(left, size);
  }

  private void copy(int from, int to, byte[] left) {
    int start = Math.max(from, dirtyFrom);
    if (start < to) {
      System.arraycopy(seen, start, left, start, to - start);
    }
  }

  private static void noise(int from, int to, byte[] left, SplittableRandom random) {
    for (int i = from; i < to; i++) {
      left[i] = (byte) random.nextInt();
    }
  }

  private static int between(int a, int b, SplittableRandom random) {
    return random.nextInt(Math.min(a, b), Math.max(a, b) + 1);
  }

  private static byte[] grown(byte[] bytes, int size) {
    return size <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
  }
}
