#!/bin/sh
# Any command of the form, as its user and with its settings: decision-aid doctor. For root.
exec runuser -u decision-aid -- /opt/decision-aid/bin/decision-aid --settings /etc/decision-aid/settings.env "$@"
