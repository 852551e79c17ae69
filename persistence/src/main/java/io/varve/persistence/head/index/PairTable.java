package io.varve.persistence.head.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The label pairs of one tenant, each with the postings of its series. A <em>pair</em> is the index
 * of its record:
 *
 * <pre>
 * value record: NAME symbol, VALUE symbol, NEXT older pair of the same name, POSTINGS handle
 * name record:  NAME symbol, 0,            NEXT older name record,           HEAD newest pair
 * </pre>
 *
 * Both kinds lie in one sequence and one hash table, where a name is found as a pair with an empty
 * value, which no label has. Two chains, of names and of the pairs of each name, lead through all
 * of them. Record 0 ends both; it stands for no pair but has the postings of all series.
 *
 * <p>One thread interns and appends; any thread looks up and walks (see the package's protocol).
 * What a reader meets that is newer than its view has no postings below the view's bound.
 */
final class PairTable {
  /** No record; the end of a chain. */
  static final int NONE = 0;

  /** The record whose postings are all series of the tenant. */
  static final int ALL = 0;

  private static final int NAME = 0;
  private static final int VALUE = 1;
  private static final int NEXT = 2;
  private static final int POSTINGS = 3;
  private static final int HEAD = 3;
  private static final VarHandle NEWEST_NAME;

  static {
    try {
      NEWEST_NAME = MethodHandles.lookup().findVarHandle(PairTable.class, "newestName", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SymbolTable symbols;
  private final HashSlots table = new HashSlots();
  private final IntPages records = new IntPages();
  private final PostingsLists lists = new PostingsLists();

  @SuppressWarnings("UnusedVariable") // read through NEWEST_NAME
  private int newestName = NONE;

  PairTable(SymbolTable symbols) {
    this.symbols = symbols;
    newRecord(0, 0, NONE);
  }

  private int newRecord(int name, int value, int next) {
    int record = records.append(name);
    records.append(value);
    records.append(next);
    records.append(0);
    return record;
  }

  /** Returns the i-th label's pair, or {@link #NONE}. */
  int find(EncodedLabels labels, int i, LabelHash hash) {
    return find(labels, i, hash.of(labels, i));
  }

  private int find(EncodedLabels labels, int i, int hash) {
    long[] slots = table.slots();
    for (int s = HashSlots.first(slots, hash); ; s = HashSlots.next(slots, s)) {
      long entry = HashSlots.entry(slots, s);
      if (entry == 0) {
        return NONE;
      }
      if (HashSlots.hash(entry) == hash && is(HashSlots.value(entry), labels, i)) {
        return HashSlots.value(entry);
      }
    }
  }

  /** Returns whether the pair is the i-th label. */
  boolean is(int pair, EncodedLabels labels, int i) {
    byte[] bytes = labels.bytes();
    int value = value(pair);
    return symbols.is(name(pair), bytes, labels.nameOffset(i), labels.nameLength(i))
        && (value == 0
            ? labels.valueLength(i) == 0
            : symbols.is(value, bytes, labels.valueOffset(i), labels.valueLength(i)));
  }

  /** Returns the i-th label's pair, new or known. Writer only. */
  int intern(EncodedLabels labels, int i, LabelHash hash) {
    int h = hash.of(labels, i);
    int known = find(labels, i, h);
    if (known != NONE) {
      return known;
    }
    int nameRecord = internName(labels, i, hash);
    byte[] bytes = labels.bytes();
    int at = labels.valueOffset(i);
    int length = labels.valueLength(i);
    int value = symbols.intern(hash.of(bytes, at, length), bytes, at, length);
    int pair = newRecord(name(nameRecord), value, newestPair(nameRecord));
    records.setRelease(nameRecord + HEAD, pair);
    table.insert(h, pair);
    return pair;
  }

  private int internName(EncodedLabels labels, int i, LabelHash hash) {
    byte[] bytes = labels.bytes();
    int at = labels.nameOffset(i);
    int length = labels.nameLength(i);
    EncodedLabels key = new EncodedLabels();
    key.append(bytes, at, length, bytes, at, 0);
    int h = hash.of(key, 0);
    int known = find(key, 0, h);
    if (known != NONE) {
      return known;
    }
    int name = symbols.intern(hash.of(bytes, at, length), bytes, at, length);
    int record = newRecord(name, 0, newestName);
    NEWEST_NAME.setRelease(this, record);
    table.insert(h, record);
    return record;
  }

  /** Adds a slot, greater than all before it, to the pair's postings. Writer only. */
  void addPosting(int pair, int slot) {
    int handle = records.get(pair + POSTINGS);
    int changed = lists.append(handle, slot);
    if (changed != handle) {
      records.setRelease(pair + POSTINGS, changed);
    }
  }

  /** Returns the slots below the bound whose series have the pair. */
  Postings postings(int pair, int bound) {
    return lists.read(records.getAcquire(pair + POSTINGS), bound);
  }

  /** Returns the newest name record, from which {@link #next} leads to all others. */
  int newestName() {
    return (int) NEWEST_NAME.getAcquire(this);
  }

  /** Returns the newest pair of a name record, from which {@link #next} leads to all others. */
  int newestPair(int nameRecord) {
    return records.getAcquire(nameRecord + HEAD);
  }

  /** Returns the record before this one in its chain, or {@link #NONE}. */
  int next(int record) {
    return records.get(record + NEXT);
  }

  /** Returns the symbol of the record's name. */
  int name(int record) {
    return records.get(record + NAME);
  }

  /** Returns the symbol of the pair's value. */
  int value(int pair) {
    return records.get(pair + VALUE);
  }

  /** Appends the pair to a label set. */
  void appendTo(EncodedLabels labels, int pair) {
    int name = name(pair);
    int value = value(pair);
    byte[] namePage = symbols.page(name);
    byte[] valuePage = symbols.page(value);
    labels.append(
        namePage,
        SymbolTable.offset(name),
        SymbolTable.length(namePage, name),
        valuePage,
        SymbolTable.offset(value),
        SymbolTable.length(valuePage, value));
  }

  /** Returns how many bytes the pair's name and value have together. */
  int stringBytes(int pair) {
    return symbols.length(name(pair)) + symbols.length(value(pair));
  }

  /** Returns the strings of the shard, this tenant's among them. */
  SymbolTable symbols() {
    return symbols;
  }

  /** Returns the heap that this takes, without strings. Writer only. */
  long memoryBytes() {
    return table.memoryBytes() + records.memoryBytes() + lists.memoryBytes();
  }
}
