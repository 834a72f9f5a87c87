/** The durable journal: facts appended, entries followed, blocks sealed and verified. */
@Version("1.5.0")
@Export
@NullMarked
package io.lamplighter.api.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
