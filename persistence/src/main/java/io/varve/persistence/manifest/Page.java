package io.varve.persistence.manifest;

import java.util.BitSet;
import java.util.List;

/**
 * An immutable object of the store that holds items of a manifest, some of which may no longer
 * hold.
 *
 * @param items all that it was written with, in the order in which they stand in it
 */
record Page(StoredObject object, List<ManifestItem> items) {
  Page {
    items = List.copyOf(items);
  }

  /** Which of its items no longer hold. */
  BitSet dead(Manifest manifest) {
    BitSet dead = new BitSet(items.size());
    for (int i = 0; i < items.size(); i++) {
      dead.set(i, !manifest.holds(items.get(i)));
    }
    return dead;
  }
}
