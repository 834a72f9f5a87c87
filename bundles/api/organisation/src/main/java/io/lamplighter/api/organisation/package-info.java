/** The organisation: units, people, duty, and who is responsible for what (首接责任). */
@Version("1.0.0")
@Export
@NullMarked
package io.lamplighter.api.organisation;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
