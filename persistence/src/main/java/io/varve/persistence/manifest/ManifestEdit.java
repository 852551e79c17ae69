package io.varve.persistence.manifest;

import java.util.Optional;

/** A change of a manifest. May be applied several times, each time to a newer base. */
public interface ManifestEdit {
  /**
   * Returns the changed manifest, or nothing if the edit does not apply to this one, for example
   * because a block that it replaces is gone. Must be quick and have no side effects.
   */
  Optional<Manifest> apply(Manifest base);

  /** Whether to try again when a commit is refused, and not to fail. */
  default boolean retriesWhenRefused() {
    return false;
  }

  /** Returns this edit, to be tried again for as long as commits are refused. */
  default ManifestEdit retrying() {
    ManifestEdit edit = this;
    return new ManifestEdit() {
      @Override
      public Optional<Manifest> apply(Manifest base) {
        return edit.apply(base);
      }

      @Override
      public boolean retriesWhenRefused() {
        return true;
      }
    };
  }
}
