// Records as OpenTelemetry logs: the JSON of OTLP/HTTP (an ExportLogsServiceRequest), which the OpenTelemetry Collector,
// Splunk, Elastic, Datadog and others take as it is.
//
// As the protocol's JSON wants it: names in lowerCamelCase, 64-bit numbers as strings, enumerations as numbers.

const SEVERITY = { note: [9, 'INFO'], warn: [13, 'WARN'], block: [17, 'ERROR'] };

const text = (key, value) => ({ key, value: { stringValue: String(value) } });
const number = (key, value) => ({ key, value: { intValue: String(value) } });
const given = (attributes) => attributes.filter(({ value }) => value.stringValue !== '');
const nanos = (time) => `${Date.parse(time)}000000`;

/** One record of what became of a finding. */
function logOfRecord(record, observed) {
  const [severityNumber, severityText] = SEVERITY[record.severity];
  return {
    timeUnixNano: nanos(record.time),
    observedTimeUnixNano: nanos(observed),
    severityNumber,
    severityText,
    eventName: 'curbside.finding',
    body: { stringValue: `${record.action} ${record.rule}` },
    attributes: given([
      text('curbside.action', record.action),
      text('curbside.rule', record.rule),
      text('curbside.label', record.label),
      text('curbside.severity', record.severity),
      text('curbside.context', record.context),
      text('curbside.site', record.site),
      text('curbside.reason', record.reason),
      text('curbside.note', record.note),
      text('curbside.record.id', record.id),
      number('curbside.record.seq', record.seq),
      text('curbside.record.previous', record.previous),
      text('curbside.record.policy', record.policy),
      text('curbside.record.extension', record.extension),
      text('curbside.record.rules', record.rules),
    ]),
  };
}

/** A sign of life: what is installed, what policy is in force, where the chain of records stands. */
function logOfHeartbeat({ time, head, unsent, problems }) {
  return {
    timeUnixNano: nanos(time),
    observedTimeUnixNano: nanos(time),
    severityNumber: 9,
    severityText: 'INFO',
    eventName: 'curbside.heartbeat',
    body: { stringValue: 'heartbeat' },
    attributes: [
      number('curbside.records.seq', head.seq),
      text('curbside.records.head', head.hash),
      number('curbside.records.unsent', unsent),
      number('curbside.policy.problems', problems),
    ],
  };
}

/**
 * The body of one request.
 *
 * @param who     `{ install, extension, rules, policy, profile, browser }`: versions, and the hash of the policy in force.
 * @param what    `{ records, heartbeat, dropped }`: `dropped` is how many records were given up because nobody took them.
 */
export function exportRequest(who, { records, heartbeat, dropped = 0 }, observed) {
  const logRecords = records.map((record) => logOfRecord(record, observed));
  if (heartbeat) logRecords.push(logOfHeartbeat(heartbeat));
  return {
    resourceLogs: [
      {
        resource: {
          attributes: given([
            text('service.name', 'curbside'),
            text('service.version', who.extension),
            text('service.instance.id', who.install),
            text('curbside.rules.version', who.rules),
            text('curbside.policy.hash', who.policy),
            text('curbside.profile', who.profile),
            text('browser.name', who.browser),
          ]),
        },
        scopeLogs: [
          {
            scope: { name: 'curbside.audit', version: '1', ...(dropped && { attributes: [number('curbside.records.dropped', dropped)] }) },
            logRecords,
          },
        ],
      },
    ],
  };
}
