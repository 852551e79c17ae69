package io.varve.persistence.checkpoint;

import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.head.ByteSink;
import it.unimi.dsi.fastutil.objects.Object2IntLinkedOpenHashMap;
import java.nio.charset.StandardCharsets;

/** Builds a labels object. Single-threaded. */
public final class LabelsWriter {
  private static final int ABSENT = -1;

  private final Object2IntLinkedOpenHashMap<String> symbols = table();
  private final Object2IntLinkedOpenHashMap<String> tenants = table();
  private final ByteSink entries = new ByteSink(1024);
  private int lastRef;
  private int count;

  /** Starts empty. */
  public LabelsWriter() {}

  /**
   * Adds a series.
   *
   * @param ref higher than that of the one added before
   */
  public void add(int ref, TenantId tenant, Labels labels) {
    if (ref <= lastRef) {
      throw new IllegalArgumentException("series " + ref + " after series " + lastRef);
    }
    entries.putUvarint(ref - lastRef);
    lastRef = ref;
    entries.putUvarint(number(tenants, tenant.value()));
    entries.putUvarint(labels.size());
    for (int i = 0; i < labels.size(); i++) {
      entries.putUvarint(number(symbols, labels.name(i)));
      entries.putUvarint(number(symbols, labels.value(i)));
    }
    count++;
  }

  private static Object2IntLinkedOpenHashMap<String> table() {
    Object2IntLinkedOpenHashMap<String> table = new Object2IntLinkedOpenHashMap<>();
    table.defaultReturnValue(ABSENT);
    return table;
  }

  private static int number(Object2IntLinkedOpenHashMap<String> table, String s) {
    int known = table.putIfAbsent(s, table.size());
    return known == ABSENT ? table.size() - 1 : known;
  }

  /** Number of series added. */
  public int count() {
    return count;
  }

  /** Returns the object. */
  public byte[] finish() {
    ByteSink out =
        Envelope.begin(Envelope.LABELS, new byte[0], entries.size() + 16 * symbols.size());
    putTable(out, symbols);
    putTable(out, tenants);
    out.putUvarint(count);
    out.put(entries.array(), 0, entries.size());
    return Envelope.end(out);
  }

  private static void putTable(ByteSink out, Object2IntLinkedOpenHashMap<String> table) {
    out.putUvarint(table.size());
    for (String s : table.keySet()) {
      byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
      out.putUvarint(utf8.length);
      out.put(utf8, 0, utf8.length);
    }
  }
}
