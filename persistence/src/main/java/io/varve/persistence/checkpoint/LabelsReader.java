package io.varve.persistence.checkpoint;

import io.varve.model.ByteCursor;
import io.varve.model.CorruptionException;
import io.varve.model.DecodeException;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.model.Utf8;

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
        if (!TenantId.isValid(names[i])) {
          throw new CorruptionException(name, in.position(), "a tenant", names[i]);
        }
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
        visitor.series(ref, tenant, labels(pairs, in));
      }
    } catch (DecodeException e) {
      throw Envelope.corrupt(name, e);
    }
  }

  private static Labels labels(String[] pairs, ByteCursor in) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1].isEmpty() || (i > 0 && Utf8.compare(pairs[i - 2], pairs[i]) >= 0)) {
        throw new DecodeException("labels out of order, or empty", in.position());
      }
    }
    return Labels.ofSorted(pairs);
  }

  private static String[] table(ByteCursor in) {
    String[] table = new String[in.uvarintUpTo(in.remaining())];
    for (int i = 0; i < table.length; i++) {
      table[i] = in.string();
    }
    return table;
  }
}
