/** Submissions, requests and the moves of a request's life. */
@Version("1.5.0")
@Export
@NullMarked
package io.lamplighter.api.desk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
