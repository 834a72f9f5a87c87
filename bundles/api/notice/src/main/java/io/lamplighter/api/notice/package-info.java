/** What a customer is told, and the ways out of the house. */
@Version("1.3.0")
@Export
@NullMarked
package io.lamplighter.api.notice;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
