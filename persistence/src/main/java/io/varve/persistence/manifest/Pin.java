package io.varve.persistence.manifest;

/** Keeps all that a version names in place until it is closed. Closing twice is fine. */
public interface Pin extends AutoCloseable {
  /** What is held. */
  ManifestVersion version();

  @Override
  void close();
}
