package io.varve.persistence.manifest;

import java.util.List;
import java.util.stream.Stream;

/** A manifest that is committed, and the pages that it was written with. Immutable. */
public final class ManifestVersion {
  private final long ordinal;
  private final Manifest manifest;
  private final List<Page> pages;

  ManifestVersion(long ordinal, Manifest manifest, List<Page> pages) {
    this.ordinal = ordinal;
    this.manifest = manifest;
    this.pages = List.copyOf(pages);
  }

  /** Returns the version before the first commit. */
  public static ManifestVersion none(ShardIdentity identity) {
    return new ManifestVersion(0, Manifest.empty(identity), List.of());
  }

  /** Rises with every commit of the shard; 0 before the first one. */
  public long ordinal() {
    return ordinal;
  }

  /** What was committed. */
  public Manifest manifest() {
    return manifest;
  }

  /** Whether this version names a thing. */
  public boolean names(Named named) {
    return manifest.names(named)
        || (named instanceof Named.OfKey(String key)
            && pages.stream().anyMatch(p -> p.object().key().equals(key)));
  }

  /** All that this version names. */
  public Stream<Named> named() {
    return Stream.concat(
        manifest.named(), pages.stream().map(p -> new Named.OfKey(p.object().key())));
  }

  List<Page> pages() {
    return pages;
  }
}
