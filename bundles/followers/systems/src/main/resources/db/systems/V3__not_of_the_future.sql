-- What was said to be of the future would keep out every change until then.
update record set at = now() where at > now() + interval '10 minutes';
