/** Messages of IEC 61968-100 over SOAP, for every bundle that takes them in. */
@Version("1.1.0")
@Export
@NullMarked
package io.lamplighter.api.iec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
