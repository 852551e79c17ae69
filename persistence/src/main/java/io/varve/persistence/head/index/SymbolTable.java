package io.varve.persistence.head.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The strings of a shard, each once, as UTF-8 in pages. A <em>symbol</em> is the address of one:
 * page number and position. It is never 0.
 *
 * <p>At its address a string has its length as four bytes, then its bytes. One thread interns; any
 * thread reads symbols that it came by (see the package's protocol). Strings go away only with the
 * whole table, when {@link Generation} is rebuilt.
 */
final class SymbolTable {
  private static final int PAGE_BITS = 16;
  private static final int PAGE_SIZE = 1 << PAGE_BITS;
  private static final int LENGTH_BYTES = 4;
  private static final VarHandle LENGTH =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle PAGES;

  static {
    try {
      PAGES = MethodHandles.lookup().findVarHandle(SymbolTable.class, "pages", byte[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final HashSlots table = new HashSlots();
  private byte[][] pages = new byte[4][];
  private int pageCount;
  private int current = -1;

  /** Where in the current page the next string begins. */
  private int position = PAGE_SIZE;

  private long pageBytes;

  /** Returns the symbol of a string, new or known. Writer only. */
  int intern(int hash, byte[] buf, int offset, int length) {
    long[] slots = table.slots();
    for (int i = HashSlots.first(slots, hash); ; i = HashSlots.next(slots, i)) {
      long entry = HashSlots.entry(slots, i);
      if (entry == 0) {
        int symbol = append(buf, offset, length);
        table.insert(hash, symbol);
        return symbol;
      }
      if (HashSlots.hash(entry) == hash && is(HashSlots.value(entry), buf, offset, length)) {
        return HashSlots.value(entry);
      }
    }
  }

  private int append(byte[] buf, int offset, int length) {
    int page;
    int at;
    int needed = Math.addExact(length, LENGTH_BYTES);
    if (needed > PAGE_SIZE / 4) {
      // A page of its own, so that no large part of a shared one stays empty.
      page = addPage(needed + 1);
      at = 1;
    } else {
      if (position + needed > PAGE_SIZE) {
        current = addPage(PAGE_SIZE);
        position = 1;
      }
      page = current;
      at = position;
      position += needed;
    }
    byte[] bytes = pages[page];
    LENGTH.set(bytes, at, length);
    System.arraycopy(buf, offset, bytes, at + LENGTH_BYTES, length);
    return page << PAGE_BITS | at;
  }

  private int addPage(int size) {
    if (pageCount == 1 << PAGE_BITS) {
      throw new IllegalStateException("a shard's strings take more than 4 GiB");
    }
    if (pageCount == pages.length) {
      PAGES.setRelease(this, Arrays.copyOf(pages, 2 * pageCount));
    }
    pages[pageCount] = new byte[size];
    pageBytes += HeapSize.ofArray(size, 1);
    return pageCount++;
  }

  /** Returns the array that holds the symbol's string. */
  byte[] page(int symbol) {
    return ((byte[][]) PAGES.getAcquire(this))[symbol >>> PAGE_BITS];
  }

  /** Returns where in its page the symbol's string begins. */
  static int offset(int symbol) {
    return (symbol & (PAGE_SIZE - 1)) + LENGTH_BYTES;
  }

  /** Returns how many bytes the symbol's string has; {@code page} is its page. */
  static int length(byte[] page, int symbol) {
    int at = symbol & (PAGE_SIZE - 1);
    return (int) LENGTH.get(page, at);
  }

  /** Returns how many bytes the symbol's string has. */
  int length(int symbol) {
    return length(page(symbol), symbol);
  }

  /** Returns whether the symbol stands for the string in that range. */
  boolean is(int symbol, byte[] buf, int offset, int length) {
    byte[] page = page(symbol);
    int at = offset(symbol);
    return length(page, symbol) == length
        && Arrays.equals(page, at, at + length, buf, offset, offset + length);
  }

  /** Returns the symbol's string. */
  String string(int symbol) {
    byte[] page = page(symbol);
    return new String(page, offset(symbol), length(page, symbol), StandardCharsets.UTF_8);
  }

  /** Returns the heap that this takes. Writer only. */
  long memoryBytes() {
    return pageBytes + HeapSize.ofArray(pages.length, HeapSize.REFERENCE) + table.memoryBytes();
  }
}
