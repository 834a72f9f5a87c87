package io.lamplighter.door;

import org.apache.cxf.helpers.HttpHeaderHelper;
import org.apache.cxf.jaxrs.utils.JAXRSUtils;
import org.jspecify.annotations.Nullable;

/** What callers write into Content-Type. */
final class MediaTypes {
  /** What it is taken for when nobody can tell: something that no resource reads. */
  static final String UNKNOWN = "application/octet-stream";

  private MediaTypes() {}

  /**
   * Whether JAX-RS can make anything of it. At what it cannot, it fails before any resource is
   * asked, which then cannot say so in its own form.
   */
  static boolean isReadable(@Nullable String type) {
    if (type == null) {
      return true;
    }
    try {
      JAXRSUtils.toMediaType(type);
      String charset = HttpHeaderHelper.findCharset(type);
      return charset == null || HttpHeaderHelper.mapCharset(charset) != null;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
