// Made by `make web-types`; do not edit.
export interface paths {
    "/api/v1/attestation-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["attestation_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["verification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cascades": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["cascades"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comparisons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["comparison"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/digest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["graph_digest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["entity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/beneficial-owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["beneficial_owners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/controllers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["controllers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/exposure": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["exposure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/group-file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["group_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/holdings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["holdings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ownership"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/ownership-tree": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["ownership_tree"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/relationships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["relationships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/entities/{id}/relationships/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["exposures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exposures/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["all_exposures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/holding-faults": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["holding_faults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["judgements"];
        put?: never;
        post: operations["judge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/judgements/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["judgement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/judgements/{id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/judgements/{id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/judgements/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/matchings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["queue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["job"];
        put?: never;
        post?: never;
        delete: operations["cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["rejects_of_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/tables/{table}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["table"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["revoke_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["loads"];
        put?: never;
        post: operations["start_load"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loads/{load}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["load"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/loads/{load}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["rejects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["lots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["mappings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mappings/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["check_mapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/merges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ownership/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["all_ownership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/paths": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["paths"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["policies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["check_policy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/policies/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["compare_policies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/principals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["principals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/principals/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put: operations["put_principal"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/principals/{name}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["make_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["records"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["record"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/review-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["review_batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["list_reviews"];
        put?: never;
        post: operations["create_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["get_review"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["attest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/attestations/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["attestation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/decisions/{number}/second": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["second"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["review_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/identities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["identify_party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/judgements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["judge_pair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/official-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["official_query"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["replay_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["refresh_review"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/seal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["sealed"];
        put?: never;
        post: operations["seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reviews/{review}/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["what_if"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/reach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rules/tender": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["tender_rules_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screenings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["screen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screenings/dismissals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["dismissals"];
        put?: never;
        post: operations["dismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screenings/dismissals/{dismissal}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete: operations["withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screenings/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["screen_list"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screenings/files/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["screened_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/splits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["split"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/subgraphs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["subgraph"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["templates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tender-files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["tender_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["views"];
        put?: never;
        post: operations["create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["view"];
        put: operations["change"];
        post?: never;
        delete: operations["delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["whoami"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ActReply: {
            act: string;
            at: string;
            document: string;
            evidence: string;
            id: string;
            principal: string;
            reason: string;
            version: number;
        } & {
            [key: string]: unknown;
        };
        AllExposuresBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            /** @default false */
            persons?: boolean;
            policy?: string | null;
            purpose?: string | null;
        };
        AllOwnershipBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            /**
             * @default parquet
             * @enum {string}
             */
            format?: "parquet" | "csv";
            policy?: string | null;
            purpose?: string | null;
        };
        api__wire__judgements__JudgementBody: {
            a: string;
            b: string;
            case?: string | null;
            /** @enum {string} */
            decision: "same" | "different" | "unsure";
            document?: string | null;
            /** @default  */
            evidence?: string;
            reason: string;
            /** @enum {string} */
            scope: "case" | "everywhere";
        };
        api__wire__reviews__JudgementBody: {
            a: string;
            /** @enum {string} */
            answer: "same" | "different";
            b: string;
            /** @default  */
            evidence?: string;
            reason: string;
        };
        Attachment: {
            /** @default  */
            name?: string;
            sha256: string;
        };
        AttestationBody: {
            pairs: string[][];
        };
        AuditEntry: {
            action: string;
            at: string;
            hash: string;
            number: number;
            outcome: string;
            previous: string;
            principal: string;
            purpose: string | null;
            request_id: string;
            subjects: string;
            unit: string;
        } & {
            [key: string]: unknown;
        };
        AuditReply: {
            entries: components["schemas"]["AuditEntry"][];
            next_after: number | null;
        } & {
            [key: string]: unknown;
        };
        BatchBody: {
            /** @default true */
            indicative?: boolean;
            /** @default [] */
            lots?: string[];
            of_lots?: components["schemas"]["LotBody"] | null;
            purpose?: string | null;
            /** @default [] */
            tenders?: components["schemas"]["TenderBody"][];
        };
        BeneficialOwnersReply: {
            as_known_at: string | null;
            as_of: string;
            beneficial_owners: components["schemas"]["Owners"];
            bound: {
                [key: string]: unknown;
            };
            data_version: number;
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: string;
            policy: components["schemas"]["PolicyMark"];
            psc: components["schemas"]["Significant"][];
            psc_text: components["schemas"]["LawText"] | null;
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        Bid: {
            bidder: components["schemas"]["Party"];
            brand?: string | null;
            claims_sme?: boolean | null;
            consortium?: string | null;
            contact?: components["schemas"]["Party"] | null;
            contact_phone?: string | null;
            contains_material_of?: components["schemas"]["Party"][] | null;
            deposit_account?: string | null;
            deposit_payer?: components["schemas"]["Party"] | null;
            document_author?: components["schemas"]["Party"] | null;
            machine?: components["schemas"]["Machine"] | null;
            operator?: components["schemas"]["Party"] | null;
            operator_phone?: string | null;
            price?: number | string | null;
            submitted_at?: string | null;
            /** @default [] */
            team?: components["schemas"]["Party"][];
        };
        Body_check_mapping: {
            file: string;
            mapping_file: string;
        };
        Body_screen_list: {
            as_of?: string | null;
            changed_since?: string | null;
            /**
             * @default hide
             * @enum {string}
             */
            dismissed?: "hide" | "show";
            file: string;
            /**
             * @default xlsx
             * @enum {string}
             */
            form?: "xlsx" | "csv";
            kind?: ("Enterprise" | "Person")[] | null;
            /** @default 5 */
            limit?: number;
            list?: string[] | null;
            purpose?: string | null;
            threshold?: number | null;
        };
        Body_start_load: {
            /** @default false */
            allow_loss?: boolean;
            beside?: string[] | null;
            /** @default false */
            dry_run?: boolean;
            file: string;
            mapping?: string | null;
            mapping_file?: string | null;
            observed_on?: string | null;
            snapshot?: ("full" | "partial") | null;
        };
        Body_tender_file: {
            file: string;
        };
        Branch: {
            below_floor: number;
            children: components["schemas"]["Branch"][];
            effective: components["schemas"]["Span"];
            holding: components["schemas"]["Held"] | null;
            layer: number;
            more: number;
            party: string;
            shown_before: boolean;
            unopened: number;
        } & {
            [key: string]: unknown;
        };
        Brief: {
            id: string;
            kind: string;
            /** @default [] */
            listed?: string[];
            name: string;
        } & {
            [key: string]: unknown;
        };
        CandidateReply: {
            answer: string;
            features: components["schemas"]["Evidence"][];
            grade: string | null;
            id: string;
            name_bearers: number | null;
            name_region: string | null;
            name_region_name: string | null;
            score: number;
        } & {
            [key: string]: unknown;
        };
        CapTable: {
            above_whole: boolean;
            company: string;
            holdings: components["schemas"]["Held"][];
            known_sum: components["schemas"]["Span"];
            more: number;
        } & {
            [key: string]: unknown;
        };
        CapTableFault: {
            company: string;
            problem: string;
            relationships: string[];
            share: string | null;
            shown_first: string | null;
            shown_last: string | null;
            sources: string[];
        } & {
            [key: string]: unknown;
        };
        Cascade: {
            blocked: components["schemas"]["Caught"][];
            possible: components["schemas"]["Caught"][];
            regime: string;
            run: boolean;
            text: components["schemas"]["LawText"] | null;
        } & {
            [key: string]: unknown;
        };
        CascadesBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            listed: string[];
            /** @default 5000 */
            max_parties?: number;
            policy?: string | null;
            purpose?: string | null;
            /**
             * @default [
             *       "OFAC",
             *       "EU",
             *       "UK"
             *     ]
             */
            regimes?: ("OFAC" | "EU" | "UK")[];
        };
        CascadesReply: {
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: unknown;
            };
            cascades: components["schemas"]["Cascade"][];
            data_version: number;
            listed: string[];
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        Caught: {
            /** @enum {string} */
            by: "ownership" | "control";
            company: string;
            listed: string[];
            proof: components["schemas"]["Relationship"][];
            share: string;
        } & {
            [key: string]: unknown;
        };
        Chain: {
            holdings: components["schemas"]["Held"][];
            nodes: string[];
            share: components["schemas"]["Span"];
        } & {
            [key: string]: unknown;
        };
        Chains: {
            chains: components["schemas"]["Chain"][];
            complete: boolean;
            sum: string;
        } & {
            [key: string]: unknown;
        };
        CompareBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            id: string;
            other: string;
            policy?: string | null;
            purpose?: string | null;
        };
        CompareReply: {
            id: string;
            meta: components["schemas"]["Meta"];
            policies: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
        } & {
            [key: string]: unknown;
        };
        ComparisonReply: {
            answer: string;
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            grade: string | number | null;
            meta: components["schemas"]["Meta"];
            policy: components["schemas"]["PolicyMark"];
            reasons_against: {
                [key: string]: unknown;
            }[];
            reasons_for: {
                [key: string]: unknown;
            }[];
            score: number;
            weights_version: number;
        } & {
            [key: string]: unknown;
        };
        Conflicting: {
            property: string;
            values: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        Controller: {
            declared: boolean;
            inconsistent: string[];
            last_confirmed: string | null;
            party: string;
            proof: components["schemas"]["Relationship"][];
            reaches_through: string;
            share_there: string;
            sources: string[];
            standing: string | null;
            ultimate: boolean;
        } & {
            [key: string]: unknown;
        };
        ControllersReply: {
            actual_controllers: components["schemas"]["PartyVerdict"][];
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: unknown;
            };
            controllers: components["schemas"]["Controller"][];
            controlling_shareholders: components["schemas"]["PartyVerdict"][];
            data_version: number;
            loops: components["schemas"]["Loop"][];
            meta: components["schemas"]["Meta"];
            more: number;
            more_loops: number;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: string;
            policy: components["schemas"]["PolicyMark"];
            possible: components["schemas"]["Controller"][];
            state_organs: string[];
            truncated: boolean;
            ultimate: string[];
        } & {
            [key: string]: unknown;
        };
        Coverage: {
            has: string;
            kind: string;
            sources: components["schemas"]["CoverageSource"][];
        } & {
            [key: string]: unknown;
        };
        CoverageSource: {
            count: number;
            last_confirmed: string | null;
            source: string;
            source_last_observed: string | null;
        } & {
            [key: string]: unknown;
        };
        DecisionBody: {
            /** @default [] */
            attachments?: components["schemas"]["Attachment"][];
            /** @default  */
            explanation_received?: string;
            finding: string;
            reason: string;
            /** @enum {string} */
            verdict: "confirmed" | "explained" | "dismissed";
        };
        DecisionReply: {
            at: string;
            evidence_changed: boolean;
            number: number;
            principal: string;
            reason: string;
            /** @enum {string} */
            standing: "in_force" | "pending" | "refused";
            /** @enum {string} */
            verdict: "confirmed" | "explained" | "dismissed";
        } & {
            [key: string]: unknown;
        };
        Difference: {
            code: string;
            en: string;
            zh: string;
        } & {
            [key: string]: unknown;
        };
        DigestReply: {
            data_version: number;
            digest: string;
            meta: components["schemas"]["Meta"];
            sections: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
        } & {
            [key: string]: unknown;
        };
        DismissalBody: {
            candidate: string;
            party: components["schemas"]["ScreeningParty"];
            reason: string;
        };
        DismissalShown: {
            at: string;
            candidate: string;
            id: string;
            principal: string;
            reason: string;
            version: number;
            withdrawn_at: string | null;
        } & {
            [key: string]: unknown;
        };
        DismissalsReply: {
            dismissals: components["schemas"]["DismissalShown"][];
        } & {
            [key: string]: unknown;
        };
        EffectiveSpan: {
            attained: boolean;
            max: string;
            min: string;
            percent: number[];
        } & {
            [key: string]: unknown;
        };
        Entity: {
            conflicts: components["schemas"]["Conflicting"][];
            id: string;
            identity: string;
            kind: string;
            last_confirmed: string | null;
            /** @default [] */
            listed?: string[];
            name: string;
            region_name: string | null;
            sources: components["schemas"]["SourceMark"][];
            values: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        EntityReply: {
            as_known_at: string | null;
            as_of: string;
            capped: {
                [key: string]: number;
            };
            coverage: components["schemas"]["Coverage"][];
            data_version: number;
            entity: components["schemas"]["Entity"];
            meta: components["schemas"]["Meta"];
            policy: components["schemas"]["PolicyMark"];
        } & {
            [key: string]: unknown;
        };
        ErasureBody: {
            id: string;
            reason: string;
        };
        ErasureReply: {
            contact_points: number;
            data_version: number;
            hashes: string[];
            records: number;
            relationships: number;
            statements: number;
        } & {
            [key: string]: unknown;
        };
        EventReply: {
            event: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            review: string;
        } & {
            [key: string]: unknown;
        };
        Evidence: {
            code: string;
            contribution: number;
            direction: string;
            en: string;
            value: number;
            weight: number;
            zh: string;
        } & {
            [key: string]: unknown;
        };
        ExposureReply: {
            as_known_at: string | null;
            as_of: string;
            bound: number;
            cascades: components["schemas"]["RegimeReach"][];
            coverage: components["schemas"]["Coverage"][];
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            indicative: components["schemas"]["Indicative"];
            lawful_reach: components["schemas"]["Reached"][];
            meta: components["schemas"]["Meta"];
            own: components["schemas"]["Record"][];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: components["schemas"]["Brief"];
            patterns: {
                [key: string]: unknown;
            }[];
            patterns_capped: {
                [key: string]: number;
            };
            policy: components["schemas"]["PolicyMark"];
            rules_not_applied: {
                [key: string]: unknown;
            }[];
            successors: {
                [key: string]: unknown;
            }[];
            successors_not_looked_at: number;
            truncated: boolean;
            withheld: number;
        } & {
            [key: string]: unknown;
        };
        ExposuresBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            ids: string[];
            /** @default 2000 */
            max_nodes?: number;
            policy?: string | null;
            purpose?: string | null;
        };
        Fault: {
            kind: string;
            location: string;
            message: string;
            /** @default null */
            nearest?: string | null;
        } & {
            [key: string]: unknown;
        };
        FindingsReply: {
            data_version: number;
            findings: {
                [key: string]: unknown;
            }[];
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            review: string;
            run: number;
            total: number;
        } & {
            [key: string]: unknown;
        };
        Grounds: {
            document?: string | null;
            /** @default  */
            evidence?: string;
            reason: string;
        };
        Held: {
            company: string;
            differs: boolean;
            holder: string;
            last_confirmed: string | null;
            relationships: components["schemas"]["Relationship"][];
            share: components["schemas"]["Span"];
            standing: string;
            superseded: string[];
            votes: components["schemas"]["Span"];
        } & {
            [key: string]: unknown;
        };
        Hit: {
            id: string;
            kind: string;
            /** @default [] */
            listed?: string[];
            matched: string;
            name: string;
            score: number;
            text: string;
        } & {
            [key: string]: unknown;
        };
        HoldingBelow: {
            at: string[];
            company: string;
            /** @enum {string} */
            control: "yes" | "possible" | "no";
            direct: components["schemas"]["Span"] | null;
            last_confirmed: string | null;
            layer: number | null;
            reason: string | null;
            reported: "inconsistent" | null;
            share: components["schemas"]["EffectiveSpan"] | null;
            sources: string[];
            standing: string | null;
        } & {
            [key: string]: unknown;
        };
        HoldingFaultsReply: {
            as_known_at: string | null;
            as_of: string;
            by_source: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            capped: string[];
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            faults: components["schemas"]["CapTableFault"][];
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            scanned: number;
        } & {
            [key: string]: unknown;
        };
        HoldingsReply: {
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: unknown;
            };
            controlled: number;
            data_version: number;
            holdings: components["schemas"]["HoldingBelow"][];
            loops: components["schemas"]["Loop"][];
            meta: components["schemas"]["Meta"];
            more: number;
            more_loops: number;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: string;
            policy: components["schemas"]["PolicyMark"];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        IdentityBody: {
            code?: string | null;
            /** @default  */
            evidence?: string;
            key: string;
            party?: string | null;
            reason: string;
        };
        Indicative: {
            best: components["schemas"]["RiskPath"] | null;
            bound: number;
            corroboration: number;
            cut_set: {
                [key: string]: unknown;
            } | null;
            from_other_sources: components["schemas"]["RiskPath"][];
            further_paths: components["schemas"]["RiskPath"][];
            level: string | null;
            not_counted: {
                [key: string]: unknown;
            }[];
            score: number;
            to_be_confirmed: {
                [key: string]: unknown;
            }[];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        JobReply: {
            created_at: string;
            error: {
                [key: string]: unknown;
            } | null;
            id: string;
            kind: string;
            progress: number;
            result?: unknown;
            result_url: string | null;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled" | "interrupted";
            updated_at: string;
        } & {
            [key: string]: unknown;
        };
        JobsReply: {
            jobs: components["schemas"]["JobReply"][];
        } & {
            [key: string]: unknown;
        };
        JobStarted: {
            job: string;
            state: string;
            url: string;
        } & {
            [key: string]: unknown;
        };
        JudgementReply: {
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            judgement: components["schemas"]["JudgementShown"];
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
        } & {
            [key: string]: unknown;
        };
        JudgementShown: {
            a: string;
            a_now: string;
            act: string;
            acts: components["schemas"]["ActReply"][];
            b: string;
            b_now: string;
            case: string | null;
            decision: string | null;
            effective_from_version: number | null;
            four_eyes: boolean;
            id: string;
            scope: string;
            state: string;
            undoes: string | null;
        } & {
            [key: string]: unknown;
        };
        JudgementsReply: {
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            judgements: components["schemas"]["JudgementShown"][];
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
        } & {
            [key: string]: unknown;
        };
        JudgementWritten: {
            data_version: number;
            judgement: string;
            state: string;
        } & {
            [key: string]: unknown;
        };
        KeyBody: {
            days?: number | null;
        };
        KeyMade: {
            key: string;
            principal: string;
        } & {
            [key: string]: unknown;
        };
        KeyReply: {
            created_at: string;
            expires_at: string | null;
            id: string;
            last_used_at: string | null;
            principal: string;
            revoked_at: string | null;
        } & {
            [key: string]: unknown;
        };
        KeysReply: {
            keys: components["schemas"]["KeyReply"][];
        } & {
            [key: string]: unknown;
        };
        LawText: {
            article: string | null;
            id: string;
            inclusive: boolean | null;
            source: string;
            text_status: string;
            threshold: string | null;
            valid_from: string | null;
            valid_to: string | null;
            wording: string | null;
        } & {
            [key: string]: unknown;
        };
        ListedAs: {
            listed_on: string | null;
            record_kind: string;
        } & {
            [key: string]: unknown;
        };
        LoadReply: {
            load: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
        } & {
            [key: string]: unknown;
        };
        LoadsReply: {
            loads: {
                [key: string]: unknown;
            }[];
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
        } & {
            [key: string]: unknown;
        };
        Loop: {
            circle: components["schemas"]["Held"][];
            closed: boolean;
            companies: string[];
            control_checked: boolean;
            count: number;
            mutual_control: string[];
            outside_controllers: string[];
        } & {
            [key: string]: unknown;
        };
        LotBody: {
            credit_check_at?: string | null;
            regime?: ("bidding" | "works" | "goods" | "procurement") | null;
            submission_deadline?: string | null;
            title?: string | null;
        };
        LotReply: {
            bidders: number;
            buyer: string | null;
            deadline_from: ("lot" | "bids") | null;
            id: string;
            lot_code: string | null;
            name: string;
            project_code: string | null;
            regime: string | null;
            submission_deadline: string | null;
        } & {
            [key: string]: unknown;
        };
        LotsReply: {
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            lots: components["schemas"]["LotReply"][];
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
        } & {
            [key: string]: unknown;
        };
        Machine: {
            cpu?: string | null;
            disk?: string | null;
            ip?: string | null;
            mac?: string | null;
            tool_key?: string | null;
        };
        MappingCheckReply: {
            faults: string[];
            meta: components["schemas"]["Meta"];
            valid: boolean;
        } & {
            [key: string]: unknown;
        };
        MappingsReply: {
            mappings: {
                [key: string]: unknown;
            }[];
            meta: components["schemas"]["Meta"];
        } & {
            [key: string]: unknown;
        };
        MatchingBody: {
            block_limit?: number | null;
            least?: ("weak" | "medium" | "strong") | null;
        };
        MeasuredByText: {
            at: string[];
            reason: string | null;
            reported: "inconsistent" | null;
            share: components["schemas"]["EffectiveSpan"] | null;
            text: components["schemas"]["LawText"] | null;
        } & {
            [key: string]: unknown;
        };
        MergeBody: {
            absorbed: string;
            /** @default  */
            evidence?: string;
            reason: string;
            survivor: string;
        };
        MergeReply: {
            absorbed: string;
            data_version: number;
            survivor: string;
        } & {
            [key: string]: unknown;
        };
        Meta: {
            answered_at: string;
            seconds: number | null;
        } & {
            [key: string]: unknown;
        };
        Missing: {
            at: string;
            en: string;
            reason: string;
            share: string;
            zh: string;
        } & {
            [key: string]: unknown;
        };
        Note: {
            code: string;
            en: string;
            zh: string;
        } & {
            [key: string]: unknown;
        };
        OfficialQueryBody: {
            /** @enum {string} */
            channel: "credit_china" | "ccgp" | "court_enforcement" | "gsxt" | "other";
            /** Format: date-time */
            checked_at: string;
            checked_by?: string | null;
            key: string;
            /** @default  */
            note?: string;
            /** @enum {string} */
            outcome: "nothing_found" | "found";
            screenshot_sha256: string;
        };
        Owner: {
            article: string | null;
            last_confirmed: string | null;
            limb: string;
            party: string;
            proof: components["schemas"]["Relationship"][];
            share: components["schemas"]["EffectiveSpan"] | null;
            sources: string[];
            standing: string | null;
        } & {
            [key: string]: unknown;
        };
        OwnerAbove: {
            at: string[];
            last_confirmed: string | null;
            last_layer: boolean;
            layer: number | null;
            party: string;
            reason: string | null;
            reported: "inconsistent" | null;
            share: components["schemas"]["EffectiveSpan"] | null;
            sources: string[];
            standing: string | null;
        } & {
            [key: string]: unknown;
        };
        Owners: {
            asked_of: string;
            company: string;
            missing: components["schemas"]["Missing"][];
            notes: string[];
            owners: components["schemas"]["Owner"][];
            possible: components["schemas"]["Owner"][];
            status: string;
            text: components["schemas"]["LawText"] | null;
        } & {
            [key: string]: unknown;
        };
        OwnershipReply: {
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: unknown;
            };
            data_version: number;
            faults: components["schemas"]["CapTableFault"][];
            faults_by_source: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            loops: components["schemas"]["Loop"][];
            meta: components["schemas"]["Meta"];
            /** @default 0 */
            more?: number;
            more_loops: number;
            /** @default [] */
            owners?: components["schemas"]["OwnerAbove"][];
            pair?: components["schemas"]["Pair"] | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: string;
            policy: components["schemas"]["PolicyMark"];
            table: components["schemas"]["CapTable"];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        Pair: {
            company: string;
            control: {
                [key: string]: components["schemas"]["Verdict"];
            };
            differences: components["schemas"]["Difference"][];
            holder: string;
            made_up_of: components["schemas"]["Chains"];
            shares: {
                [key: string]: components["schemas"]["MeasuredByText"];
            };
        } & {
            [key: string]: unknown;
        };
        PairEvidence: {
            code: string;
            contribution: number;
            en: string;
            zh: string;
        } & {
            [key: string]: unknown;
        };
        PairJudgement: {
            a: string;
            /** @enum {string} */
            answer: "same" | "different";
            b: string;
        };
        PartHeld: {
            known: boolean;
            max: string;
            min: string;
            percent: number[];
        } & {
            [key: string]: unknown;
        };
        Party: {
            code?: string | null;
            id?: string | null;
            id_hmac?: string | null;
            id_key?: string | null;
            id_mask?: string | null;
            /** @default false */
            judged?: boolean;
            kind?: ("Enterprise" | "Person") | null;
            local?: string | null;
            name?: string | null;
        };
        PartyPath: {
            ends: string[];
            length: number;
            steps: components["schemas"]["PathStep"][];
            strength: number | null;
        } & {
            [key: string]: unknown;
        };
        PartyVerdict: {
            declared: boolean;
            inconsistent: string[];
            last_confirmed: string | null;
            note: string | null;
            party: string;
            proof: components["schemas"]["Relationship"][];
            share: components["schemas"]["Span"];
            sources: string[];
            standing: string | null;
            text: components["schemas"]["LawText"] | null;
            unsettled: string[];
            /** @enum {string} */
            value: "yes" | "possible" | "no";
        } & {
            [key: string]: unknown;
        };
        PathsBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            ids: string[];
            /** @default false */
            include_ended?: boolean;
            /** @default 5 */
            k?: number;
            /** @default [] */
            kinds?: string[];
            /** @default 6 */
            max_length?: number;
            min_share?: (number | string) | null;
            /**
             * @default all_shortest
             * @enum {string}
             */
            mode?: "all_shortest" | "strongest";
            policy?: string | null;
            purpose?: string | null;
        };
        PathsReply: {
            as_known_at: string | null;
            as_of: string;
            complete_to: number;
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            kinds: string[];
            max_length: number;
            meta: components["schemas"]["Meta"];
            mode: string;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            paths: components["schemas"]["PartyPath"][];
            policy: components["schemas"]["PolicyMark"];
            truncated: boolean;
            unconnected: string[][];
        } & {
            [key: string]: unknown;
        };
        PathStep: {
            from: string;
            relationships: components["schemas"]["Relationship"][];
            to: string;
        } & {
            [key: string]: unknown;
        };
        PoliciesReply: {
            meta: components["schemas"]["Meta"];
            policies: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        PolicyBody: {
            text: string;
        };
        PolicyCheckReply: {
            digest: string | null;
            faults: string[];
            id: string | null;
            meta: components["schemas"]["Meta"];
            valid: boolean;
        } & {
            [key: string]: unknown;
        };
        PolicyMark: {
            digest: string;
            id: string;
            version: number | string;
        } & {
            [key: string]: unknown;
        };
        PolicyReply: {
            digest: string;
            id: string;
            meta: components["schemas"]["Meta"];
            version: number | string;
        } & {
            [key: string]: unknown;
        };
        PrincipalBody: {
            /**
             * @default service
             * @enum {string}
             */
            kind?: "person" | "service";
            roles: ("reader" | "reviewer" | "investigator" | "loader" | "auditor" | "admin")[];
            unit: string;
        };
        PrincipalReply: {
            id: string;
            kind: string;
            roles: string[];
            unit: string;
        } & {
            [key: string]: unknown;
        };
        PrincipalsReply: {
            principals: components["schemas"]["PrincipalReply"][];
            units: string[];
        } & {
            [key: string]: unknown;
        };
        Problem: {
            code: string;
            detail: string;
            /** @default [] */
            errors?: components["schemas"]["Fault"][];
            /** @default null */
            limit?: number | null;
            /** @default null */
            nearest?: string | null;
            /** @default null */
            parameter?: string | null;
            request_id: string;
            /** @default null */
            role?: string | null;
            status: number;
            /** @default null */
            survivor?: string | null;
            title: string;
            type: string;
        } & {
            [key: string]: unknown;
        };
        QueuedPair: {
            a: string;
            b: string;
            evidence: components["schemas"]["PairEvidence"][];
            grade: string | null;
            name_bearers: number | null;
            name_region: string | null;
            name_region_name: string | null;
            reasons_against: string[];
            reasons_for: string[];
            relationship: string;
            score: string | null;
            would_change: components["schemas"]["WouldChange"];
        } & {
            [key: string]: unknown;
        };
        QueueReply: {
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: number;
            };
            case: string | null;
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            pairs: components["schemas"]["QueuedPair"][];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            truncated: boolean;
            weighed: number;
        } & {
            [key: string]: unknown;
        };
        Reached: {
            as_of_role: string;
            capacity: string | null;
            effect: string;
            from: string | null;
            party: string;
            proof: components["schemas"]["Relationship"][];
            record: string;
            rule: components["schemas"]["RuleMark"];
            standing: string;
            to: string | null;
        } & {
            [key: string]: unknown;
        };
        Record: {
            acting: boolean;
            acts_from: string | null;
            first_free_day: string | null;
            id: string;
            last_confirmed: string | null;
            mark: string | null;
            sources: components["schemas"]["SourceMark"][];
            subject: string | null;
            term_article: string | null;
            values: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        RecordReply: {
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            lawful_reach: components["schemas"]["Reached"][];
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            record: components["schemas"]["Record"];
            rules_not_applied: {
                [key: string]: unknown;
            }[];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        RecordsReply: {
            as_known_at: string | null;
            as_of: string;
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            records: components["schemas"]["Record"][];
            truncated: boolean;
            withheld: number;
        } & {
            [key: string]: unknown;
        };
        RegimeHolding: {
            holder: string;
            share: components["schemas"]["PartHeld"];
        } & {
            [key: string]: unknown;
        };
        RegimeProof: {
            /** @enum {string} */
            by: "ownership" | "control";
            contradicted: string[];
            listed: string[];
            proof: components["schemas"]["Relationship"][];
            records: components["schemas"]["RegimeRecord"][];
            share: string;
            steps: components["schemas"]["RegimeStep"][];
            steps_more: number;
        } & {
            [key: string]: unknown;
        };
        RegimeReach: {
            bound: {
                [key: string]: number;
            };
            label: {
                [key: string]: string;
            };
            listed_itself: string[];
            listed_known: number;
            reached: components["schemas"]["RegimeProof"] | null;
            regime: string;
            /** @enum {string} */
            status: "blocked" | "possible" | "not_reached" | "no_list" | "not_run" | "not_applicable";
            text: components["schemas"]["RegimeText"] | null;
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        RegimeRecord: {
            listed_on: string | null;
            party: string;
            record: string;
            record_kind: string;
        } & {
            [key: string]: unknown;
        };
        RegimeStep: {
            company: string;
            declared: boolean;
            holders: components["schemas"]["RegimeHolding"][];
            share: string;
        } & {
            [key: string]: unknown;
        };
        RegimeText: {
            article: string | null;
            id: string;
            inclusive: boolean | null;
            note: string | null;
            source: string;
            text_status: string;
            threshold: string | null;
            valid_from: string | null;
            valid_to: string | null;
            wording: string | null;
        } & {
            [key: string]: unknown;
        };
        Relationship: {
            absent_from: string | null;
            first_observed: string | null;
            from: string;
            id: string;
            kind: string;
            last_confirmed: string | null;
            share?: components["schemas"]["Share"] | null;
            source: components["schemas"]["SourceMark"];
            standing: string;
            to: string;
            valid_from: string | null;
            valid_to: string | null;
            values: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        RelationshipsReply: {
            as_known_at: string | null;
            as_of: string;
            counts: {
                [key: string]: number;
            };
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            more: number;
            next_cursor: string | null;
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            relationships: components["schemas"]["Relationship"][];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        ReplayReply: {
            differences: {
                [key: string]: unknown;
            }[];
            equal: boolean;
            hash: string;
            meta: components["schemas"]["Meta"];
            /** @enum {string} */
            replayed_by: "then" | "now";
            replayed_hash: string;
            rules: {
                [key: string]: unknown;
            };
            standards: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        ReviewBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            /** @default false */
            include_unverified?: boolean;
            /** @default true */
            indicative?: boolean;
            /** @default [] */
            judgements?: components["schemas"]["PairJudgement"][];
            lot?: string | null;
            of_lot?: components["schemas"]["LotBody"] | null;
            policy?: string | null;
            purpose?: string | null;
            tender?: components["schemas"]["TenderBody"] | null;
        };
        ReviewReply: {
            created_at: string;
            decisions: {
                [key: string]: components["schemas"]["DecisionReply"];
            };
            events: {
                [key: string]: unknown;
            }[];
            id: string;
            meta: components["schemas"]["Meta"];
            principal: string;
            purpose: string;
            request: {
                [key: string]: unknown;
            };
            result: {
                [key: string]: unknown;
            };
            run: components["schemas"]["RunReply"];
            /** @enum {string} */
            state: "open" | "sealed";
            summary: {
                [key: string]: unknown;
            };
            title: string;
            unit: string;
            updated_at: string;
        } & {
            [key: string]: unknown;
        };
        ReviewsReply: {
            meta: components["schemas"]["Meta"];
            next_cursor: string | null;
            reviews: components["schemas"]["ReviewSummary"][];
        } & {
            [key: string]: unknown;
        };
        ReviewSummary: {
            created_at: string;
            id: string;
            principal: string;
            run: components["schemas"]["RunReply"];
            /** @enum {string} */
            state: "open" | "sealed";
            summary: {
                [key: string]: unknown;
            };
            title: string;
            unit: string;
            updated_at: string;
        } & {
            [key: string]: unknown;
        };
        RiskPath: {
            cost: number;
            nodes: string[];
            record: string;
            record_kind: string;
            score: number;
            severity: number;
            source: string;
            steps: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        RuleMark: {
            article: string;
            id: string;
            version: number | string;
            wording: string;
        } & {
            [key: string]: unknown;
        };
        RulesReply: {
            meta: components["schemas"]["Meta"];
            rules: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        RunReply: {
            at: string;
            /** @enum {string} */
            cause: "created" | "identity" | "refreshed";
            data_version: number;
            hash: string;
            number: number;
            principal: string;
        } & {
            [key: string]: unknown;
        };
        SchemaReply: {
            meta: components["schemas"]["Meta"];
            nodes: {
                [key: string]: unknown;
            }[];
            record_kinds: {
                [key: string]: unknown;
            }[];
            relationships: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        ScreenedParty: {
            id: string;
            kind: string;
            /** @default [] */
            listed?: string[];
            name: string;
            /** @default [] */
            records?: components["schemas"]["ListedAs"][];
            region_name: string | null;
            status: string | null;
            uscc: string | null;
        } & {
            [key: string]: unknown;
        };
        ScreeningBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            /** @default [] */
            include?: ("own" | "reach" | "exposure")[];
            /** @default {} */
            options?: components["schemas"]["ScreeningOptions"];
            parties: components["schemas"]["ScreeningParty"][];
            policy?: string | null;
            purpose?: string | null;
        };
        ScreeningOptions: {
            changed_since?: string | null;
            dismissed?: ("hide" | "show") | null;
            kinds?: ("Enterprise" | "Person")[] | null;
            limit?: number | null;
            lists?: string[] | null;
            threshold?: number | null;
        };
        ScreeningParty: {
            addresses?: string[] | null;
            aliases?: string[] | null;
            birth_year?: number | null;
            country?: string | null;
            former_names?: string[] | null;
            gender?: ("male" | "female") | null;
            id_mask?: string | null;
            id_number?: string | null;
            key?: string | null;
            kind?: ("Enterprise" | "Person")[] | ("Enterprise" | "Person") | null;
            lei?: string | null;
            name?: string | null;
            officers?: string[] | null;
            options?: components["schemas"]["ScreeningOptions"] | null;
            org_code?: string | null;
            phones?: string[] | null;
            /**
             * Properties
             * @description FollowTheMoney properties.
             */
            properties?: {
                [key: string]: string[];
            } | null;
            region?: string | null;
            registration_number?: string | null;
            schema?: string | null;
            uscc?: string | null;
        };
        ScreeningReply: {
            as_known_at: string | null;
            as_of: string;
            counts: {
                [key: string]: number;
            };
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            include: string[];
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["ScreenedParty"];
            };
            policy: components["schemas"]["PolicyMark"];
            results: components["schemas"]["ScreeningResult"][];
        } & {
            [key: string]: unknown;
        };
        ScreeningResult: {
            candidates: components["schemas"]["CandidateReply"][];
            dismissed: number;
            fault: {
                [key: string]: string;
            } | null;
            key: string;
            notes: {
                [key: string]: string;
            }[];
            outcome: string;
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        SearchReply: {
            data_version: number;
            hits: components["schemas"]["Hit"][];
            meta: components["schemas"]["Meta"];
            more: number;
            next_cursor: string | null;
            notes: components["schemas"]["Note"][];
            query: string;
        } & {
            [key: string]: unknown;
        };
        SecondBody: {
            agree: boolean;
            reason: string;
        };
        Share: {
            known: boolean;
            max: string | number | null;
            min: string | number | null;
        } & {
            [key: string]: unknown;
        };
        Significant: {
            at: string[];
            party: string;
            reason: string | null;
            reported: "inconsistent" | null;
            share: components["schemas"]["EffectiveSpan"] | null;
        } & {
            [key: string]: unknown;
        };
        SourceMark: {
            record: string;
            source: string;
        } & {
            [key: string]: unknown;
        };
        Span: {
            max: string;
            min: string;
            percent: number[];
        } & {
            [key: string]: unknown;
        };
        SplitBody: {
            absorbed: string;
            /** @default  */
            evidence?: string;
            reason: string;
        };
        SplitReply: {
            absorbed: string;
            data_version: number;
        } & {
            [key: string]: unknown;
        };
        StatusReply: {
            counts: {
                [key: string]: number;
            };
            coverage: {
                [key: string]: unknown;
            }[];
            data_version: number;
            engine: string;
            meta: components["schemas"]["Meta"];
            sources: {
                [key: string]: unknown;
            }[];
            version: string;
        } & {
            [key: string]: unknown;
        };
        SubgraphBody: {
            as_known_at?: string | null;
            as_of?: string | null;
            /** @default 1 */
            depth?: number;
            ids: string[];
            /** @default false */
            include_ended?: boolean;
            /** @default [] */
            kinds?: string[];
            /** @default 500 */
            limit_nodes?: number;
            min_share?: (number | string) | null;
            policy?: string | null;
            purpose?: string | null;
        };
        SubgraphReply: {
            as_known_at: string | null;
            as_of: string;
            capped: {
                [key: string]: number;
            };
            data_version: number;
            effective: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            policy: components["schemas"]["PolicyMark"];
            relationships: components["schemas"]["Relationship"][];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        SummaryReply: {
            as_known_at: string | null;
            as_of: string;
            counts: {
                [key: string]: number;
            };
            data_version: number;
            id: string;
            meta: components["schemas"]["Meta"];
            policy: components["schemas"]["PolicyMark"];
            total: number;
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        TemplatesReply: {
            meta: components["schemas"]["Meta"];
            templates: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        TenderBody: {
            agency?: components["schemas"]["Party"] | null;
            bids: components["schemas"]["Bid"][];
            buyer?: components["schemas"]["Party"] | null;
            credit_check_at?: string | null;
            currency?: string | null;
            /** @default [] */
            document_terms?: string[];
            /** @default [] */
            experts?: components["schemas"]["Party"][];
            lot?: string | null;
            project?: string | null;
            /** @enum {string} */
            regime: "bidding" | "works" | "goods" | "procurement";
            /** @default false */
            single_source?: boolean;
            /** Format: date-time */
            submission_deadline: string;
            supervisor?: components["schemas"]["Party"] | null;
            title?: string | null;
        };
        TenderRulesReply: {
            digest: string;
            meta: components["schemas"]["Meta"];
            policy: {
                [key: string]: unknown;
            };
            rules: {
                [key: string]: unknown;
            }[];
            version: number;
        } & {
            [key: string]: unknown;
        };
        TendersReply: {
            faults: {
                [key: string]: unknown;
            }[];
            ignored: string[];
            meta: components["schemas"]["Meta"];
            repeated: number;
            tenders: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        TreeReply: {
            as_known_at: string | null;
            as_of: string;
            bound: {
                [key: string]: unknown;
            };
            data_version: number;
            direction: string;
            layers: number;
            meta: components["schemas"]["Meta"];
            parties: {
                [key: string]: components["schemas"]["Brief"];
            };
            party: string;
            policy: components["schemas"]["PolicyMark"];
            tree: components["schemas"]["Branch"];
            truncated: boolean;
        } & {
            [key: string]: unknown;
        };
        TrustedKeysReply: {
            format: string;
            issuer: string;
            keys: {
                [key: string]: unknown;
            }[];
        } & {
            [key: string]: unknown;
        };
        Verdict: {
            declared: boolean;
            inconsistent: string[];
            last_confirmed: string | null;
            note: string | null;
            proof: components["schemas"]["Relationship"][];
            share: components["schemas"]["Span"];
            sources: string[];
            standing: string | null;
            text: components["schemas"]["LawText"] | null;
            unsettled: string[];
            /** @enum {string} */
            value: "yes" | "possible" | "no";
        } & {
            [key: string]: unknown;
        };
        VerificationReply: {
            entries: number;
            first_broken: number | null;
            head: string;
            holds: boolean;
        } & {
            [key: string]: unknown;
        };
        View: {
            created_at: string;
            id: string;
            kind: string;
            name: string;
            owner: string;
            revision: number;
            shared: boolean;
            unit: string;
            updated_at: string;
        } & {
            [key: string]: unknown;
        };
        ViewBody: {
            content: {
                [key: string]: unknown;
            };
            /**
             * @default graph
             * @constant
             */
            kind?: "graph";
            name: string;
            /** @default false */
            shared?: boolean;
        };
        ViewChange: {
            content: {
                [key: string]: unknown;
            };
            /**
             * @default graph
             * @constant
             */
            kind?: "graph";
            name: string;
            revision: number;
            /** @default false */
            shared?: boolean;
        };
        ViewReply: {
            content: {
                [key: string]: unknown;
            };
            meta: components["schemas"]["Meta"];
            mine: boolean;
            view: components["schemas"]["View"];
        } & {
            [key: string]: unknown;
        };
        ViewsReply: {
            meta: components["schemas"]["Meta"];
            views: components["schemas"]["View"][];
        } & {
            [key: string]: unknown;
        };
        WhatIfBody: {
            as_known_at?: string | null;
            known?: ("then" | "now") | null;
            regime?: ("bidding" | "works" | "goods" | "procurement") | null;
            /**
             * @default then
             * @enum {string}
             */
            rules?: "then" | "now";
        };
        WhatIfReply: {
            base: {
                [key: string]: unknown;
            };
            differences: {
                [key: string]: unknown;
            }[];
            meta: components["schemas"]["Meta"];
            result: {
                [key: string]: unknown;
            };
            variant: {
                [key: string]: unknown;
            };
        } & {
            [key: string]: unknown;
        };
        WouldChange: {
            code: string;
            en: string;
            links: number;
            lots: number;
            rank: number;
            records: number;
            zh: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    attestation_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedKeysReply"];
                };
            };
        };
    };
    audit: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
                principal?: string | null;
                subject?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditReply"];
                };
            };
        };
    };
    verification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationReply"];
                };
            };
        };
    };
    cascades: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CascadesBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CascadesReply"];
                };
            };
        };
    };
    comparison: {
        parameters: {
            query: {
                a: string;
                as_known_at?: string | null;
                as_of?: string | null;
                b: string;
                policy?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComparisonReply"];
                };
            };
        };
    };
    graph_digest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DigestReply"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                cursor?: string | null;
                kind?: ("Enterprise" | "Person")[];
                limit?: number;
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchReply"];
                };
            };
        };
    };
    entity: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntityReply"];
                };
            };
        };
    };
    beneficial_owners: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                max_parties?: number;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BeneficialOwnersReply"];
                };
            };
        };
    };
    controllers: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                limit?: number;
                max_parties?: number;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ControllersReply"];
                };
            };
        };
    };
    exposure: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                max_nodes?: number;
                paths?: number;
                policy?: string | null;
                review_date?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExposureReply"];
                };
            };
        };
    };
    group_file: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                format?: "csv" | "xlsx";
                max_parties?: number;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    holdings: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                limit?: number;
                max_parties?: number;
                min_share?: (number | string) | null;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldingsReply"];
                };
            };
        };
    };
    ownership: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                chains?: number;
                holder?: string | null;
                limit?: number;
                max_parties?: number;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OwnershipReply"];
                };
            };
        };
    };
    ownership_tree: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                direction?: "up" | "down";
                floor?: number | string;
                layers?: number;
                max_parties?: number;
                policy?: string | null;
                width?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TreeReply"];
                };
            };
        };
    };
    relationships: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                cursor?: string | null;
                direction?: "both" | "in" | "out";
                include_ended?: boolean;
                kind?: string[];
                limit?: number;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelationshipsReply"];
                };
            };
        };
    };
    summary: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                include_ended?: boolean;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummaryReply"];
                };
            };
        };
    };
    erase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureReply"];
                };
            };
        };
    };
    exposures: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExposuresBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    all_exposures: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllExposuresBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    holding_faults: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                cursor?: string | null;
                limit?: number;
                policy?: string | null;
                problem?: ("above_whole" | "below_whole" | "self_holding" | "nothing_held" | "share_unknown" | "sources_differ" | "same_fact_repeated" | "holds_on_no_day" | "dates_never_overlap") | null;
                source?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldingFaultsReply"];
                };
            };
        };
    };
    judgements: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                case?: string | null;
                cursor?: string | null;
                limit?: number;
                party?: string[];
                policy?: string | null;
                state?: ("proposed" | "in_force" | "superseded" | "undone" | "rejected") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementsReply"];
                };
            };
        };
    };
    judge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__wire__judgements__JudgementBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementWritten"];
                };
            };
        };
    };
    judgement: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                policy?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementReply"];
                };
            };
        };
    };
    confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grounds"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementWritten"];
                };
            };
        };
    };
    reject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grounds"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementWritten"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Grounds"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JudgementWritten"];
                };
            };
        };
    };
    match: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["MatchingBody"] | null;
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    queue: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                case?: string | null;
                cursor?: string | null;
                kind?: ("Enterprise" | "Person")[];
                limit?: number;
                policy?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueueReply"];
                };
            };
        };
    };
    jobs: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsReply"];
                };
            };
        };
    };
    job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReply"];
                };
            };
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobReply"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    rejects_of_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    resume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    table: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
                table: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": string;
                    "text/csv": string;
                };
            };
        };
    };
    keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysReply"];
                };
            };
        };
    };
    revoke_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyReply"];
                };
            };
        };
    };
    loads: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadsReply"];
                };
            };
        };
    };
    start_load: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_start_load"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    load: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                load: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadReply"];
                };
            };
        };
    };
    rejects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                load: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
        };
    };
    lots: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                cursor?: string | null;
                limit?: number;
                min_bidders?: number;
                policy?: string | null;
                q?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LotsReply"];
                };
            };
        };
    };
    mappings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingsReply"];
                };
            };
        };
    };
    check_mapping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_check_mapping"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingCheckReply"];
                };
            };
        };
    };
    merge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeReply"];
                };
            };
        };
    };
    all_ownership: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AllOwnershipBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    paths: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PathsBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PathsReply"];
                };
            };
        };
    };
    policies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoliciesReply"];
                };
            };
        };
    };
    policy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyReply"];
                };
            };
        };
    };
    check_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PolicyCheckReply"];
                };
            };
        };
    };
    compare_policies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompareBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompareReply"];
                };
            };
        };
    };
    principals: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrincipalsReply"];
                };
            };
        };
    };
    put_principal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PrincipalBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrincipalReply"];
                };
            };
        };
    };
    make_key: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyMade"];
                };
            };
        };
    };
    records: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                authority?: string | null;
                cursor?: string | null;
                kind?: string | null;
                limit?: number;
                listed_from?: string | null;
                listed_to?: string | null;
                owning_unit?: string | null;
                policy?: string | null;
                state?: ("proposed" | "active" | "repairable" | "repaired" | "expired" | "revoked" | "quashed" | "disputed") | null;
                subject?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordsReply"];
                };
            };
        };
    };
    record: {
        parameters: {
            query?: {
                as_known_at?: string | null;
                as_of?: string | null;
                policy?: string | null;
                review_date?: string | null;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordReply"];
                };
            };
        };
    };
    review_batch: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    list_reviews: {
        parameters: {
            query?: {
                cursor?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewsReply"];
                };
            };
        };
    };
    create_review: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReply"];
                };
            };
        };
    };
    get_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReply"];
                };
            };
        };
    };
    attest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttestationBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    attestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReply"];
                };
            };
        };
    };
    second: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecondBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReply"];
                };
            };
        };
    };
    review_findings: {
        parameters: {
            query?: {
                cursor?: string | null;
                decided?: boolean | null;
                limit?: number;
                party?: string | null;
                rule?: string | null;
                verdict?: ("ground" | "deemed" | "indication") | null;
            };
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingsReply"];
                };
            };
        };
    };
    identify_party: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IdentityBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReply"];
                };
            };
        };
    };
    judge_pair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["api__wire__reviews__JudgementBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReply"];
                };
            };
        };
    };
    letters: {
        parameters: {
            query?: {
                format?: "pdf" | "md";
            };
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "application/pdf": string;
                    "text/markdown": string;
                };
            };
        };
    };
    official_query: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OfficialQueryBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventReply"];
                };
            };
        };
    };
    replay_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayReply"];
                };
            };
        };
    };
    report: {
        parameters: {
            query?: {
                format?: "pdf" | "xlsx";
                masked?: boolean;
            };
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                    "application/pdf": string;
                    "text/markdown": string;
                };
            };
        };
    };
    refresh_review: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewReply"];
                };
            };
        };
    };
    sealed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    seal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    what_if: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                review: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WhatIfBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhatIfReply"];
                };
            };
        };
    };
    rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RulesReply"];
                };
            };
        };
    };
    tender_rules_list: {
        parameters: {
            query?: {
                regime?: ("bidding" | "works" | "goods" | "procurement") | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenderRulesReply"];
                };
            };
        };
    };
    schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemaReply"];
                };
            };
        };
    };
    screen: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScreeningBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScreeningReply"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    dismissals: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissalsReply"];
                };
            };
        };
    };
    dismiss: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DismissalBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DismissalShown"];
                };
            };
        };
    };
    withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dismissal: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    screen_list: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_screen_list"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobStarted"];
                };
            };
        };
    };
    screened_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "text/csv": string;
                };
            };
        };
    };
    split: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SplitReply"];
                };
            };
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusReply"];
                };
            };
        };
    };
    subgraph: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubgraphBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubgraphReply"];
                };
            };
        };
    };
    templates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatesReply"];
                };
            };
        };
    };
    template: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                lang?: "zh" | "en";
            };
            header?: never;
            path: {
                kind: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    tender_file: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_tender_file"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TendersReply"];
                };
            };
        };
    };
    views: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewsReply"];
                };
            };
        };
    };
    create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewBody"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewReply"];
                };
            };
        };
    };
    view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewReply"];
                };
            };
        };
    };
    change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ViewChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewReply"];
                };
            };
        };
    };
    delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    whoami: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PrincipalReply"];
                };
            };
        };
    };
}
