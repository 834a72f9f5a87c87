/** Customers and where the network meets them. */
@Version("2.2.0")
@Export
@NullMarked
package io.lamplighter.api.customers;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
