package io.varve.persistence.checkpoint;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.model.TenantId;

/** Reads labels objects; the package documentation has their grammar. */
public final class LabelsReader {
  /** Is given each series, references ascending. */
  public interface Visitor {
    void series(int ref, TenantId tenant, Labels labels);
  }

  private LabelsReader() {}

  /**
   * Reads an object.
   *
   * @param name for messages
   * @throws CorruptionException when the object is not whole
   */
  public static void read(byte[] object, String name, Visitor visitor) {
    ByteCursor in = Envelope.open(Envelope.LABELS, object, name).body();
    try {
      String[] symbols = table(in);
      String[] names = table(in);
      TenantId[] tenants = new TenantId[names.length];
      for (int i = 0; i < names.length; i++) {
        tenants[i] = new TenantId(names[i]);
      }
      int ref = 0;
      for (long left = in.uvarint(); left > 0; left--) {
        ref += in.uvarintUpTo(Integer.MAX_VALUE - ref);
        TenantId tenant = tenants[in.uvarintUpTo(tenants.length - 1)];
        String[] pairs = new String[2 * in.uvarintUpTo(in.remaining())];
        for (int i = 0; i < pairs.length; i++) {
          pairs[i] = symbols[in.uvarintUpTo(symbols.length - 1)];
        }
        visitor.series(ref, tenant, Labels.ofSorted(pairs));
      }
    } catch (DecodeException e) {
      throw Envelope.corrupt(name, e);
    }
  }

  private static String[] table(ByteCursor in) {
    String[] table = new String[in.uvarintUpTo(in.remaining())];
    for (int i = 0; i < table.length; i++) {
      table[i] = in.string();
    }
    return table;
  }
}
