package io.varve.persistence.manifest;

import io.varve.persistence.envelope.Envelope;

/** The bytes of manifests and pages, as the package's description lays them out. */
final class ManifestFormat {
  static final Envelope MANIFEST = new Envelope("VMFT", 1);
  static final Envelope PAGE = new Envelope("VMPG", 1);

  /** What one commit may have at most, so that it stays one small put. */
  static final int MAX_BYTES = 256 << 10;

  /** Items beyond this leave the manifest for a page; what is left over is for what cannot. */
  static final int INLINE_BYTES = 96 << 10;

  private ManifestFormat() {}
}
