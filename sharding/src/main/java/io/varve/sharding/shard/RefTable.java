package io.varve.sharding.shard;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map from series references to values, as pages of an array.
 *
 * <p>References are given out one after another and never again, so that those which live lie close
 * together, and a batch of samples names them mostly in their order: what a look-up touches is
 * touched by the next one, too, whereas a hash table scatters them over the whole of the memory it
 * has. Pages of which no reference lives any more go. Single-threaded.
 *
 * @param <V> type of the values
 */
final class RefTable<V> {
  private static final int PAGE_BITS = 6;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int IN_PAGE = PAGE - 1;

  private static final class Page {
    private final @Nullable Object[] values = new Object[PAGE];
    private int used;
  }

  private @Nullable Page[] pages = new Page[4];
  private int size;

  /** How many references have a value. */
  int size() {
    return size;
  }

  /** Returns the value of a reference, or null. */
  @SuppressWarnings("unchecked") // Only values of this type are put.
  @Nullable V get(int ref) {
    Page page = page(ref);
    return page == null ? null : (V) page.values[ref & IN_PAGE];
  }

  private @Nullable Page page(int ref) {
    int number = ref >>> PAGE_BITS;
    return number < pages.length ? pages[number] : null;
  }

  /** Gives a reference, which is not negative, a value in place of any that it had. */
  void put(int ref, V value) {
    Page page = pageForWriting(ref >>> PAGE_BITS);
    if (page.values[ref & IN_PAGE] == null) {
      page.used++;
      size++;
    }
    page.values[ref & IN_PAGE] = value;
  }

  private Page pageForWriting(int number) {
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length + (pages.length >> 1)));
    }
    Page page = pages[number];
    if (page == null) {
      page = new Page();
      pages[number] = page;
    }
    return page;
  }

  /** Takes the value of a reference away and returns it; null when it had none. */
  @Nullable V remove(int ref) {
    V removed = get(ref);
    Page page = page(ref);
    if (removed != null && page != null) {
      page.values[ref & IN_PAGE] = null;
      page.used--;
      size--;
      if (page.used == 0) {
        pages[ref >>> PAGE_BITS] = null;
      }
    }
    return removed;
  }

  /** Shows all values with their references, which rise. The table must not change meanwhile. */
  @SuppressWarnings("unchecked") // Only values of this type are put.
  void forEach(ObjIntConsumer<? super V> consumer) {
    for (int number = 0; number < pages.length; number++) {
      Page page = pages[number];
      for (int i = 0; page != null && i < PAGE; i++) {
        V value = (V) page.values[i];
        if (value != null) {
          consumer.accept(value, number << PAGE_BITS | i);
        }
      }
    }
  }
}
