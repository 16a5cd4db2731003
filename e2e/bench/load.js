// One case of LoadBench: CONNECTIONS clients that each send the next request as soon as they have the answer.
import http from 'k6/http';
import exec from 'k6/execution';

const items = `${__ENV.URL}/api/v1/items`;
const headers = {
  Authorization: `Bearer ${__ENV.TOKEN}`,
  'Content-Type': 'application/json',
};
const known = Number(__ENV.ITEMS);

export const options = {
  scenarios: {
    load: { executor: 'constant-vus', vus: Number(__ENV.CONNECTIONS), duration: __ENV.DURATION, gracefulStop: '5s' },
  },
  discardResponseBodies: true,
  // Each costs the generator time, and it has one core for itself and the databases.
  systemTags: [],
  summaryTrendStats: ['med', 'p(99)'],
};

// What else comes back counts as failed.
http.setResponseCallback(http.expectedStatuses(__ENV.CASE === 'write' ? 201 : 200));

export default function () {
  const n = exec.vu.idInTest * 7919 + exec.vu.iterationInScenario;
  if (__ENV.CASE === 'write') {
    const body = { name: `Item ${n}`, description: 'For the bench', category: 'hand-tools', status: 'ACTIVE', quantity: 7 };
    http.post(items, JSON.stringify(body), { headers });
  } else {
    const id = String(n % known).padStart(12, '0');
    http.get(`${items}/00000000-0000-4000-8000-${id}`, { headers });
  }
}

export function handleSummary(data) {
  const { http_reqs, http_req_duration, http_req_failed } = data.metrics;
  const result = {
    requests: http_reqs.values.count,
    seconds: data.state.testRunDurationMs / 1000,
    p50: http_req_duration.values.med,
    p99: http_req_duration.values['p(99)'],
    // Of a rate of failures, those that "passed" are the failures.
    errors: http_req_failed.values.passes,
  };
  return { [__ENV.RESULT]: JSON.stringify(result) };
}
